package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

  private final Patience patience = new Patience(Duration.ofSeconds(60));

  private static Request request(String line) {
    String[] parts = line.split(" ", 2);
    Request.Builder request = Request.builder();
    request.method(parts[0]).path(parts[1]);
    return request.build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /events?filters=%7B%7D",
        "GET /v1.41/events",
        "GET /containers/4f/logs?follow=true",
        "GET /services/web/logs?stdout=1",
        "GET /v1.41/containers/4f/stats?stream=true",
        "POST /containers/4f/wait",
        "POST /images/create?fromImage=team%2Fimage&tag=1",
        "POST /v1.41/build?t=image",
        "GET /containers/4f/archive?path=/etc"
      })
  void hasNoEndForWhatStreamsOrWaits(String line) {
    assertThat(patience.limitOf(request(line))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /info",
        "GET /v1.41/containers/json?all=true",
        "POST /containers/4f/start",
        "PUT /containers/4f/archive?path=/secrets",
        "GET /images/team/events/json",
        "GET /services/events",
        "GET /tasks?filters=logs",
        "POST /services/create"
      })
  void isTheUsualForEverythingElse(String line) {
    assertThat(patience.limitOf(request(line))).contains(Duration.ofSeconds(60));
  }

  @Test
  void addsTheTimeThatAContainerIsGivenToStop() {
    assertThat(patience.limitOf(request("POST /v1.41/containers/4f/stop?t=35")))
        .contains(Duration.ofSeconds(95));
    assertThat(patience.limitOf(request("POST /containers/4f/stop?signal=SIGINT&t=5")))
        .contains(Duration.ofSeconds(65));
  }
}
