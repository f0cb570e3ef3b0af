package dev.gantry.gateway.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Sends one HTTP/2 request whose header fields no library has looked at (RFC 9113, RFC 7541). */
final class RawHttp2Client {

  /** What became of a request. */
  enum Outcome {
    OK,
    BAD_REQUEST,
    OTHER_STATUS,
    RESET
  }

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_OF_STREAM_AND_HEADERS = 5;
  private static final int PRIORITY = 0x20;
  private static final int STATUS_200 = 0x88;
  private static final int STATUS_400 = 0x8c;

  private final SSLContext trust;
  private final InetSocketAddress address;

  RawHttp2Client(SSLContext trust, InetSocketAddress address) {
    this.trust = trust;
    this.address = address;
  }

  /** Each field is its name, an equals sign and its value. */
  Outcome send(List<String> fields) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            trust.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(20_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, HEADERS, END_OF_STREAM_AND_HEADERS, 1, block(fields));
      return outcome(new DataInputStream(socket.getInputStream()));
    } catch (EOFException e) {
      return Outcome.RESET;
    }
  }

  private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    int length = payload.length;
    out.write(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    out.write(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    out.write(payload);
    out.flush();
  }

  /** Literal fields without indexing and without Huffman coding. */
  private static byte[] block(List<String> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String field : fields) {
      int equals = field.indexOf('=');
      block.write(0);
      text(block, field.substring(0, equals));
      text(block, field.substring(equals + 1));
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    if (text.length() > 126) {
      throw new IllegalArgumentException(text);
    }
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Outcome outcome(DataInputStream in) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      in.readInt();
      byte[] payload = in.readNBytes(length);
      switch (type) {
        case RST_STREAM, GOAWAY -> {
          return Outcome.RESET;
        }
        case HEADERS -> {
          return status(payload, (flags & PRIORITY) == 0 ? 0 : 5);
        }
        default -> {}
      }
    }
  }

  private static Outcome status(byte[] block, int from) {
    int at = from;
    while ((block[at] & 0xe0) == 0x20) {
      at += (block[at] & 0x1f) == 0x1f ? 3 : 1;
    }
    return switch (block[at] & 0xff) {
      case STATUS_200 -> Outcome.OK;
      case STATUS_400 -> Outcome.BAD_REQUEST;
      default -> Outcome.OTHER_STATUS;
    };
  }
}
