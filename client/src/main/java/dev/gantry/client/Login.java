package dev.gantry.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Who asks. What is secret in it is never shown. */
public sealed interface Login {

  /** The value of {@code Authorization}. */
  String header();

  /** A user and a password. */
  record Password(String user, String password) implements Login {

    @Override
    public String header() {
      byte[] pair = (user + ":" + password).getBytes(UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Password[" + user + ", …]";
    }
  }

  /** A token that somebody else gave out. */
  record Token(String token) implements Login {

    @Override
    public String header() {
      return "Bearer " + token;
    }

    @Override
    public String toString() {
      return "Token[…]";
    }
  }
}
