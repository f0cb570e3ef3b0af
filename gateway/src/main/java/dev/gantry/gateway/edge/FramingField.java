package dev.gantry.gateway.edge;

import org.jspecify.annotations.Nullable;

/** The header fields that decide where a request ends or whom it is for. */
enum FramingField {
  HOST("host"),
  EXPECT("expect"),
  CONTENT_LENGTH("content-length"),
  TRANSFER_ENCODING("transfer-encoding"),

  /** A draft of WebSocket gave such a GET eight octets of body, and Netty still follows it. */
  WEBSOCKET_KEY1("sec-websocket-key1"),
  WEBSOCKET_KEY2("sec-websocket-key2");

  /** Octets of the longest name. */
  static final int LONGEST = 18;

  private final String text;

  FramingField(String text) {
    this.text = text;
  }

  /** The field of that name; null for any other. */
  static @Nullable FramingField of(byte[] name, int length) {
    return switch (length) {
      case 4 -> HOST.ifSpelt(name, length);
      case 6 -> EXPECT.ifSpelt(name, length);
      case 14 -> CONTENT_LENGTH.ifSpelt(name, length);
      case 17 -> TRANSFER_ENCODING.ifSpelt(name, length);
      case 18 -> {
        FramingField first = WEBSOCKET_KEY1.ifSpelt(name, length);
        yield first != null ? first : WEBSOCKET_KEY2.ifSpelt(name, length);
      }
      default -> null;
    };
  }

  private @Nullable FramingField ifSpelt(byte[] name, int length) {
    return Octets.spell(name, length, text) ? this : null;
  }
}
