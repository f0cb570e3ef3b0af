package dev.gantry.gateway.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who counts as one sender of wrong passwords: an IPv4 address, or an IPv6 network of 64 bits, of
 * which every household has one.
 *
 * @param prefix the address or network in hexadecimal
 */
record ClientNetwork(String prefix) {

  private static final int IPV6_BYTES = 8;

  static ClientNetwork of(InetAddress client) {
    byte[] address = client.getAddress();
    byte[] prefix = client instanceof Inet6Address ? Arrays.copyOf(address, IPV6_BYTES) : address;
    return new ClientNetwork(HexFormat.of().formatHex(prefix));
  }
}
