/* Sentences in which "%" and a character stand for a value. */
#ifndef BASE_TEMPLATE_H
#define BASE_TEMPLATE_H

#include <stddef.h>

/* Writes the value of a field, the character after "%", to out of size bytes. Returns what snprintf
 * returns. */
typedef int template_field(char *out, size_t size, char field, const void *self);

/* Writes the template to out, of size bytes and NUL-terminated, with the values that field writes
 * (self is passed to it). Ends before what does not fit. Returns the length. */
size_t template_text(const char *template, char *out, size_t size, template_field *field,
                     const void *self);

#endif
