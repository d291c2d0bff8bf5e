/* PC/SC codes in words: pcsclite.h's names, and what the user can do. */
#ifndef SYS_PCSC_PCSC_ERROR_H
#define SYS_PCSC_PCSC_ERROR_H

#include <stdint.h>

/* "SCARD_E_NO_SERVICE"; "unknown code" for any other. */
const char *pcsc_error_name(uint32_t code);
/* The sentence, without a full stop: "no PC/SC service". */
const char *pcsc_error_text(uint32_t code);
/* What the user can do; NULL if nothing is known. */
const char *pcsc_error_hint(uint32_t code);
/* "PROGRAM: what: text (NAME 0x8010001D)", the name for codes of the service alone, and the hint,
 * on standard error. A sharing violation names the programs that use PC/SC, as far as /proc
 * shows them. */
void pcsc_error_report(const char *what, uint32_t code);

#endif
