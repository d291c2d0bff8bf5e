/* Names of the bytes of an ATR. */
#ifndef RENDER_ATR_BYTES_H
#define RENDER_ATR_BYTES_H

#include "base/style.h"
#include "atr/atr.h"

struct atr_byte {
	char name[8]; /* "TS", "T0", "TA1" … as ISO/IEC 7816-3, 8.2 has them; "T1" … are historical
	               * bytes; "+" is one after the end */
	enum role role;
};

/* Returns name and role of the byte at offset. */
struct atr_byte atr_byte(const struct atr *atr, size_t offset);
/* Returns name and role of an interface byte. */
struct atr_byte atr_interface_byte(const struct atr_interface *byte);

#endif
