package dev.gantry.client;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * What the JDK's client gets instead of TLS when a gateway is asked without: it wants a context in
 * any case, and a real one reads all certificates that this machine trusts, which takes longer than
 * most commands (ADR 0036). Nothing can be encrypted with it.
 */
final class NoTls extends SSLContextSpi {

  private NoTls() {}

  static SSLContext context() {
    return new Context();
  }

  private static final class Context extends SSLContext {
    Context() {
      super(new NoTls(), null, "none");
    }
  }

  private static IllegalStateException impossible() {
    return new IllegalStateException("the gateway is asked without TLS");
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw impossible();
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw impossible();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw impossible();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw impossible();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw impossible();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    throw impossible();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    throw impossible();
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return new SSLParameters(new String[0], new String[0]);
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return engineGetDefaultSSLParameters();
  }
}
