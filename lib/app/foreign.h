/* Files in the languages and traces of other programs (script/dialect/dialect.h), wherever scriptor
 * or vicard take one. */
#ifndef APP_FOREIGN_H
#define APP_FOREIGN_H

#include "base/status.h"
#include "script/dialect/dialect.h"
#include "script/recording.h"

#include <stddef.h>

/* Takes an error that refuses a file: on that line of it, or with 0 as a whole. */
struct foreign_errors {
	void *self;
	void (*add)(void *self, const char *name, size_t line, const char *why);
};

/* Reads the text of the file called name into an empty conversion, which the caller frees. Names on
 * standard error what it was read as, unless that is scriptor's own language, what a trace
 * holds, and all problems, of which errors (NULL: nobody) takes those that refuse the file in its
 * stead. Returns STATUS_YES, STATUS_INPUT, or STATUS_TROUBLE if out of memory. */
enum status foreign_read(const char *name, struct span text, const struct dialect_request *request,
                         const struct foreign_errors *errors, struct conversion *conversion);

/* Reports why a recording that was read from the conversion's text is none. Returns the status. */
enum status foreign_refuse(const char *name, const struct conversion *conversion,
                           const struct recording_error *error);

#endif
