package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgiVariablesTest {

  @Test
  void describesTheRequestInClassicMode() throws BadRequestException {
    FakeRequest request =
        FakeRequest.of(
            "POST", "/a%20b", "q=1", "Host", "f:8080", "x-call-id", "c1", "User-Agent", "curl");

    assertThat(CgiVariables.of(request, Mode.CLASSIC))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Http_Method", "POST",
                "Http_Path", "/a b",
                "Http_Query", "q=1",
                "Http_Host", "f:8080",
                "Http_Content_Length", "0",
                "Http_ContentLength", "0",
                "Http_X_Call_Id", "c1",
                "Http_User_Agent", "curl"));
  }

  @Test
  void hasNeitherHostNorLengthInForkModes() throws BadRequestException {
    FakeRequest request =
        FakeRequest.of("POST", "/", "", "Host", "f", "Content-Length", "0", "Accept", "*/*");

    assertThat(CgiVariables.of(request, Mode.STREAMING))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Http_Method", "POST", "Http_Path", "/", "Http_Accept", "*/*"));
  }

  @Test
  void saysChunkedAndAnUnknownLength() throws BadRequestException {
    FakeRequest request =
        new FakeRequest(
            "POST",
            "/",
            "",
            new Headers(List.of(new Headers.Field("transfer-encoding", "chunked"))),
            -1);

    assertThat(CgiVariables.of(request, Mode.CLASSIC))
        .containsEntry("Http_Transfer_Encoding", "chunked")
        .containsEntry("Http_Content_Length", "-1")
        .containsEntry("Http_ContentLength", "-1");
  }

  @Test
  void takesTheFirstOfSeveralValues() throws BadRequestException {
    assertThat(CgiVariables.of(FakeRequest.of("GET", "/", "", "A", "1", "a", "2"), Mode.CLASSIC))
        .containsEntry("Http_A", "1");
  }

  @Test
  void neverLetsAHeaderDescribeTheRequest() throws BadRequestException {
    FakeRequest request =
        FakeRequest.of(
            "GET", "/", "", "Method", "DELETE", "Path", "/x", "Query", "x", "ContentLength", "9");

    assertThat(CgiVariables.of(request, Mode.CLASSIC))
        .containsEntry("Http_Method", "GET")
        .containsEntry("Http_Path", "/")
        .doesNotContainKey("Http_Query")
        .containsEntry("Http_ContentLength", "0");
  }

  @Test
  void neverLetsUnderscoresReplaceDashes() throws BadRequestException {
    FakeRequest request =
        FakeRequest.of("GET", "/", "", "X_Call_Id", "forged", "X-Call-Id", "real");

    assertThat(CgiVariables.of(request, Mode.CLASSIC)).containsEntry("Http_X_Call_Id", "real");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Proxy", "proxy", "PROXY"})
  void neverLetsAClientChooseTheProxyOfTheFunction(String name) throws BadRequestException {
    FakeRequest request = FakeRequest.of("GET", "/", "", name, "http://attacker:8080");

    assertThat(CgiVariables.of(request, Mode.CLASSIC)).doesNotContainKey("Http_Proxy");
  }

  @Test
  void passesUtf8AndOtherBytes() throws BadRequestException {
    String wire = new String("käse".getBytes(UTF_8), ISO_8859_1);
    FakeRequest request = FakeRequest.of("GET", "/k%C3%A4se/%ff", "", "A", wire, "B", "k\u00e4se");

    assertThat(CgiVariables.of(request, Mode.CLASSIC))
        .containsEntry("Http_A", "käse")
        .containsEntry("Http_B", "käse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%00b", "/a%0ab", "/a%0Ab", "/%", "/%2", "/%zz", "/a%2"})
  void refusesPathsThatCannotBeExported(String path) {
    assertThatThrownBy(() -> CgiVariables.of(FakeRequest.of("GET", path, ""), Mode.CLASSIC))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void refusesAValueThatNoProcessCanGet() {
    FakeRequest request = FakeRequest.of("GET", "/", "", "A", "x".repeat(128 << 10));

    assertThatThrownBy(() -> CgiVariables.of(request, Mode.CLASSIC))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.status()).isEqualTo(431));
  }
}
