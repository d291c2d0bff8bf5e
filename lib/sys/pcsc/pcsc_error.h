/* PC/SC codes in words: pcsclite.h's names, and what the user can do. */
#ifndef SYS_PCSC_PCSC_ERROR_H
#define SYS_PCSC_PCSC_ERROR_H

#include <stdint.h>

/* Returns "SCARD_E_NO_SERVICE" and the like; "unknown code" for any other. */
const char *pcsc_error_name(uint32_t code);
/* Returns the explanation, without a full stop: "no PC/SC service". */
const char *pcsc_error_text(uint32_t code);
/* Writes "PROGRAM: what: text (NAME 0x8010001D)" to standard error, without what if that is NULL,
 * and without the name for a code that is not one of PC/SC; then a hint. A sharing violation names
 * the programs that use PC/SC, as far as /proc shows them. */
void pcsc_error_report(const char *what, uint32_t code);

#endif
