/* The tables of ISO/IEC 7816-3:2006 for the values of interface bytes, and of ETSI TS 102 221 where
 * ISO leaves a value open. */
#ifndef ATR_ATR_TABLES_H
#define ATR_ATR_TABLES_H

#include <stdbool.h>
#include <stdint.h>

/* Index of Fi in TA1 (b8 to b5); 0 is reserved. */
struct atr_fi {
	uint16_t fi;
	uint32_t f_max_hz;
};
extern const struct atr_fi atr_fi_table[16];

/* Index of Di in TA1 (b4 to b1); 0 is reserved. */
extern const uint8_t atr_di_table[16];

/* What T stands for. T is 0 to 15. */
const char *atr_protocol_name(unsigned protocol);

/* Clock stop indicator X, 0 to 3. */
const char *atr_clock_stop_name(unsigned indicator);

/* What b6 to b1 of the class indicator Y combine. */
enum atr_class_kind {
	ATR_CLASS_ISO,  /* a combination that ISO/IEC 7816-3 defines */
	ATR_CLASS_ETSI, /* with class D, which ETSI TS 102 221 defines */
	ATR_CLASSES_RESERVED,
};
enum atr_class_kind atr_class_kind(unsigned indicator);

struct atr_class {
	uint8_t mask;
	char letter;
	const char *volts;
};
/* Ended by a mask of 0. */
extern const struct atr_class atr_classes[];

/* A bit of the first TB for T=15 with b8 = 1, as a UICC uses it. */
struct atr_spu_bit {
	uint8_t mask;
	const char *meaning;
};
/* Ended by a mask of 0. */
extern const struct atr_spu_bit atr_spu_bits[];

/* Ipp in mA of II (b7 b6 of TB1), 0 to 3; 0 is reserved. */
extern const uint8_t atr_ipp_ma[4];

/* PI1 (b5 to b1 of TB1) and PI2 (TB2) that the 1997 edition defines. */
bool atr_pi1_defined(unsigned pi1);
bool atr_pi2_defined(unsigned pi2);

#endif
