/* Messages on standard error. Untrusted text in them is escaped. */
#ifndef SYS_MESSAGE_H
#define SYS_MESSAGE_H

#include "base/style.h"

/* Sets the program name that precedes each message. */
void message_start(const char *program, const struct palette *palette);

/* Writes "PROGRAM: subject: problem". */
void message_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes "PROGRAM: hint: what to do", wrapped at words to the width of a terminal. */
void message_hint(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes a note, without the program's name. */
void message_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Returns the errno of the first message that could not be written; 0 for none. */
int message_failure(void);

#endif
