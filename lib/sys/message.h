/* Messages on standard error, each a line written at once. Control characters are escaped, so that
 * untrusted text may be part of them; what exceeds 2047 bytes becomes "...". Under systemd a line
 * begins with its level (sd-daemon(3)). */
#ifndef SYS_MESSAGE_H
#define SYS_MESSAGE_H

#include "base/style.h"

/* Sets the program name that precedes messages and the colors used; both must stay valid. */
void message_start(const char *program, const struct palette *palette);

/* Writes "PROGRAM: " and the text, usually "subject: problem". */
void message_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes "PROGRAM: hint: " and the text, what the user can do. Wrapped at words to the width of the
 * terminal, if there is one. */
void message_hint(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes the text alone: a note that reports no problem. */
void message_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Returns the errno of the first message that could not be written; 0 for none. */
int message_failure(void);

#endif
