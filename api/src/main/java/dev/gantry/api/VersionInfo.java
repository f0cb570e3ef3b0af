package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which build is running. Existing clients fail when it is absent, so it always is there.
 *
 * @param commitMessage the first line of the commit's message; empty when unknown
 * @param sha the commit; empty when unknown
 * @param release the version
 */
public record VersionInfo(
    @JsonProperty("commit_message") String commitMessage, String sha, String release) {}
