/*
 * libtrampoline.so: the class Trampoline, called as JNI.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <jni.h>

enum { LONGEST_NAME = 64 };

JNIEXPORT jlong JNICALL Java_dev_gantry_watchdog_process_Trampoline_find(JNIEnv *env, jclass type,
                                                                        jbyteArray name) {
  char text[LONGEST_NAME];
  jsize length = (*env)->GetArrayLength(env, name);
  (void)type;
  if (length > LONGEST_NAME) {
    return 0;
  }
  (*env)->GetByteArrayRegion(env, name, 0, length, (jbyte *)text);
  return (jlong)dlsym(RTLD_DEFAULT, text);
}

JNIEXPORT jlong JNICALL Java_dev_gantry_watchdog_process_Trampoline_call(
    JNIEnv *env, jclass type, jlong function, jlong error, jlong a, jlong b, jlong c, jlong d,
    jlong e, jlong f) {
  long (*target)(long, long, long, long, long, long) =
      (long (*)(long, long, long, long, long, long))function;
  (void)env;
  (void)type;
  long result = target(a, b, c, d, e, f);
  *(jint *)error = errno;
  return result;
}

JNIEXPORT jlong JNICALL Java_dev_gantry_watchdog_process_Trampoline_address(JNIEnv *env,
                                                                           jclass type,
                                                                           jobject buffer) {
  (void)type;
  return (jlong)(*env)->GetDirectBufferAddress(env, buffer);
}
