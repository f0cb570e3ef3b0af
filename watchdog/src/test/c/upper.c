/* A function for images with a C library of their own: its input in upper case. */
#include <ctype.h>
#include <stdio.h>

int main(void) {
  int letter;
  while ((letter = getchar()) != EOF) {
    putchar(toupper(letter));
  }
  return 0;
}
