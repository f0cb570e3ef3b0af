package dev.gantry.watchdog.files;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.log.AccessLog;
import dev.gantry.watchdog.log.CallId;
import dev.gantry.watchdog.log.WatchdogLog;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** Contract 3.2, {@code mode=static}: answers GET and HEAD with the files of a folder. */
public final class StaticMode implements RequestHandler {

  private static final String INDEX = "index.html";
  private static final String NOT_FOUND = "Not Found\n";

  private final StaticSettings settings;
  private final PublicFolder folder;
  private final WatchdogLog log;
  private final AccessLog accessLog;

  public StaticMode(StaticSettings settings, WatchdogLog log) {
    this.settings = settings;
    this.folder = new PublicFolder(settings.folder());
    this.log = log;
    this.accessLog = new AccessLog(log);
    if (settings.hasCommand()) {
      log.own("The function's command is not used with mode=static.");
    }
    if (!System.getProperty("sun.jnu.encoding", "UTF-8").equals("UTF-8")) {
      log.own("Files whose names are not ASCII cannot be found: the locale is not UTF-8.");
    }
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    long start = System.nanoTime();
    CallId id = CallId.of(request.headers().first("X-Call-Id"));
    if (settings.logsHeaders()) {
      accessLog.headers(request);
    }
    FileAnswer answer = new FileAnswer(request, response);
    try {
      answer(request, answer, id);
    } catch (BadRequestException e) {
      answer.leave(e.status());
      throw e;
    } catch (ShrunkException e) {
      log.own("Error: " + e.getMessage(), id);
      throw e;
    } finally {
      if (answer.status() != 0) {
        accessLog.answered(request, answer.status(), answer.bytes(), start);
      }
    }
  }

  private void answer(HttpRequest request, FileAnswer answer, CallId id) throws IOException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      answer.methodNotAllowed();
      return;
    }
    Optional<RequestedPath> path = RequestedPath.of(request.path());
    if (path.isEmpty()) {
      answer.text(404, NOT_FOUND);
      return;
    }
    Lookup found;
    try {
      found = find(path.get());
    } catch (FileSystemException e) {
      // Its message has the host's path, which is for the log alone.
      log.own("Error: " + e.getMessage(), id);
      answer.text(500, "the file cannot be read\n");
      return;
    }
    answer(path.get(), found, answer, id);
  }

  private void answer(RequestedPath path, Lookup found, FileAnswer answer, CallId id)
      throws IOException {
    if (found instanceof Lookup.Found(OpenFile file)) {
      try (file) {
        answer.file(file);
      }
    } else if (found instanceof Lookup.Folder) {
      answer.redirect(path.lastAsSent());
    } else {
      if (found instanceof Lookup.Unreadable) {
        log.own("Error: this program may not read the file", id);
      }
      answer.text(404, NOT_FOUND);
    }
  }

  /** The file to send; a folder only if it has an index and the path lacks its slash. */
  private Lookup find(RequestedPath path) throws IOException {
    Lookup found = folder.find(path.names());
    if (!(found instanceof Lookup.Folder)) {
      return path.isFolder() ? closeAndSay(found, new Lookup.Missing()) : found;
    }
    Lookup index = folder.find(path.with(INDEX).names());
    if (path.isFolder()) {
      return index instanceof Lookup.Folder ? new Lookup.Missing() : index;
    }
    return index instanceof Lookup.Found ? closeAndSay(index, found) : new Lookup.Missing();
  }

  private static Lookup closeAndSay(Lookup found, Lookup instead) throws IOException {
    if (found instanceof Lookup.Found(OpenFile file)) {
      file.close();
    }
    return instead;
  }
}
