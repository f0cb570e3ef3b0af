package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** Header fields as they were read, which are strings only when somebody asks for strings. */
final class Fields {

  private Fields() {}

  /** Goes through all fields in their order; every call does so twice. */
  static void forEach(MultiMap fields, BiConsumer<CharSequence, CharSequence> use) {
    if (fields instanceof Http1xHeaders read) {
      Iterator<Map.Entry<CharSequence, CharSequence>> all = read.iteratorCharSequence();
      while (all.hasNext()) {
        Map.Entry<CharSequence, CharSequence> field = all.next();
        use.accept(field.getKey(), field.getValue());
      }
    } else {
      for (Map.Entry<String, String> field : fields) {
        use.accept(field.getKey(), field.getValue());
      }
    }
  }
}
