/* PC/SC codes in words: their names in pcsclite.h, what they mean, and what the user can do. */
#ifndef SYS_PCSC_PCSC_ERROR_H
#define SYS_PCSC_PCSC_ERROR_H

#include <stdint.h>

/* Returns the name of the code: "SCARD_E_NO_SERVICE"; "unknown code" if it is unknown. */
const char *pcsc_error_name(uint32_t code);
/* Returns its meaning, without a full stop: "no PC/SC service". */
const char *pcsc_error_text(uint32_t code);
/* Writes "PROGRAM: WHAT: TEXT (NAME 0x8010001D)" to standard error, without what if that is NULL
 * and without the parentheses for a code that is not one of PC/SC; then a hint, if there is one.
 * If another program holds the card, a further hint names the programs that use PC/SC, as far as
 * /proc shows them. */
void pcsc_error_report(const char *what, uint32_t code);

#endif
