package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SwarmTaskTest {

  private static final String ATTACHMENTS =
      "[{'Network':{'ID':'other'},'Addresses':['10.0.9.9/24']},"
          + "{'Network':{'ID':'ours'},'Addresses':['10.0.1.5/24']}]";

  @Test
  void itsAddressIsThatOnTheFunctionsNetwork() throws Exception {
    SwarmTask task = task("running", "running", ATTACHMENTS);

    assertThat(task.address().orElseThrow().getAddress().getHostAddress()).isEqualTo("10.0.1.5");
    assertThat(task.address().orElseThrow().getPort()).isEqualTo(8080);
    assertThat(task.isWanted()).isTrue();
    assertThat(task.hasEnded()).isFalse();
  }

  @Test
  void itHasNoAddressAtFirst() throws Exception {
    SwarmTask task = task("running", "new", "null");

    assertThat(task.address()).isEmpty();
    assertThat(task.hasEnded()).isFalse();
  }

  @Test
  void aContainerThatStopsHasNotEndedYet() throws Exception {
    assertThat(task("shutdown", "running", ATTACHMENTS).hasEnded()).isFalse();
    assertThat(task("remove", "running", ATTACHMENTS).isWanted()).isFalse();
    assertThat(task("shutdown", "shutdown", ATTACHMENTS).hasEnded()).isTrue();
    assertThat(task("shutdown", "pending", ATTACHMENTS).hasEnded()).isTrue();
    assertThat(task("ready", "failed", ATTACHMENTS).hasFailed()).isTrue();
  }

  private static SwarmTask task(String desired, String state, String attachments) throws Exception {
    String text =
        ("{'ID':'t','ServiceID':'s','DesiredState':'%s','Slot':1,'NetworksAttachments':%s,"
                + "'Status':{'State':'%s','Timestamp':'2026-01-02T03:04:05Z'}}")
            .formatted(desired, attachments, state)
            .replace('\'', '"');
    JsonNode task = SwarmApi.JSON.readTree(text);
    return SwarmTask.read(task, "ours");
  }
}
