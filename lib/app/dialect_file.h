/* Converts files that may be scripts or traces of other programs (script/dialect/dialect.h), and
 * reports what they are. */
#ifndef APP_DIALECT_FILE_H
#define APP_DIALECT_FILE_H

#include "base/status.h"
#include "script/dialect/dialect.h"
#include "script/recording.h"

#include <stddef.h>

/* Receives an error in the file name: its line from 1, or 0 for the whole file, and the reason. */
struct foreign_errors {
	void *self;
	void (*add)(void *self, const char *name, size_t line, const char *why);
};

/* Converts the text of the file name; conversion is all zero before, and the caller frees it.
 * Reports the format on standard error, unless it is scriptor's own, the counts of a trace, and all
 * problems; if errors is not NULL, it receives the errors instead. Returns STATUS_YES,
 * STATUS_INPUT, or STATUS_TROUBLE if out of memory. */
enum status foreign_read(const char *name, struct span text, const struct dialect_request *request,
                         const struct foreign_errors *errors, struct conversion *conversion);

/* Reports the error of recording_read on the conversion's text. Returns the exit status. */
enum status foreign_refuse(const char *name, const struct conversion *conversion,
                           const struct recording_error *error);

#endif
