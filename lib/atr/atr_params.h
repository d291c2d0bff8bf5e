/* The transmission parameters that follow from an ATR: ISO/IEC 7816-3:2006, clauses 8.3,
 * 9, 10.2, 11. */
#ifndef ATR_ATR_PARAMS_H
#define ATR_ATR_PARAMS_H

#include "atr/atr.h"

#include <stdbool.h>
#include <stdint.h>

enum { ATR_CLOCK_DEFAULT = 4000000 }; /* Hz */

/* Timing at one pair of F and D; NAN where F or D is unknown. */
struct atr_timing {
	double cycles_per_etu;
	double etu_ms;         /* 1 etu */
	double bit_rate;       /* bit/s */
	double guard_time_etu; /* GT of T=0 and PPS */
	double wt_ms;          /* T=0, 10.2 */
	double bwt_ms;         /* T=1, 11.4.3 */
	double cwt_ms;         /* T=1, 11.4.3 */
	double cgt_etu;        /* T=1, 11.2 */
};

/* Parameters whose byte is absent, so that the standard's default holds. */
enum atr_default {
	ATR_DEFAULT_FI = 1 << 0,
	ATR_DEFAULT_DI = 1 << 1,
	ATR_DEFAULT_N = 1 << 2,
	ATR_DEFAULT_CLOCK_STOP = 1 << 3,
	ATR_DEFAULT_CLASSES = 1 << 4,
	ATR_DEFAULT_SPU = 1 << 5,
	ATR_DEFAULT_WI = 1 << 6,
	ATR_DEFAULT_IFSC = 1 << 7,
	ATR_DEFAULT_BWI = 1 << 8,
	ATR_DEFAULT_CWI = 1 << 9,
	ATR_DEFAULT_EDC = 1 << 10,
};

struct atr_pps {
	uint8_t protocol;
	uint8_t request[4]; /* PPSS PPS0 PPS1 PCK: clause 9 */
	uint8_t length;
};

struct atr_params {
	uint32_t clock_hz;       /* the f that times are computed for */
	unsigned fi, di;         /* of TA1; 0 if reserved or unknown */
	uint32_t f_max_hz;       /* of TA1; 0 if reserved or unknown */
	unsigned n;              /* TC1, 0 to 255 */
	unsigned clock_stop;     /* b8 b7 of the first TA for T=15 */
	unsigned classes;        /* b6 to b1 of it; 1 (A) by default */
	unsigned spu;            /* the first TB for T=15 */
	bool t0, t1;             /* offered */
	unsigned wi;             /* T=0 */
	unsigned ifsc, bwi, cwi; /* T=1 */
	bool crc;                /* T=1: EDC is a CRC, else an LRC */
	unsigned defaults;       /* ATR_DEFAULT_* of what is offered */
	/* ATR_DEFAULT_* of what is unknown, because the ATR is truncated before the byte: the
	 * figure is the default, but must not be shown as the card's. What follows from it is NAN.
	 */
	unsigned unknown;
	bool specific_mode; /* TA2 is there: no PPS */
	/* TA2 b5: F and D in force are not in the ATR. Fi and Di are still those of TA1 (8.3), but
	 * all that is counted in etu as offered is NAN. */
	bool implicit;

	struct atr_timing offered;  /* at Fi and Di */
	struct atr_timing at_reset; /* at Fd 372 and Dd 1 */

	struct atr_pps pps[16]; /* one a protocol offered that is not reserved; none in specific
	                           mode, or without Fi and Di */
	uint8_t pps_count;
};

/* Computes the parameters of an ATR that atr_parse has filled, with times at clock_hz; 0 means the
 * f_max of the ATR's own TA1, or ATR_CLOCK_DEFAULT if that is unknown. */
void atr_params(struct atr_params *params, const struct atr *atr, uint32_t clock_hz);

/* Returns true if the bytes are a PPS request or response (clause 9): PPSS, PPS0, whose b8 is 0,
 * those of PPS1 to PPS3 that it announces, and PCK. */
bool atr_is_pps(const uint8_t *bytes, size_t length);

/* Returns the name of the parameter whose bit of enum atr_default is bit number bit, from 0: "Fi",
 * "Di", "N" …; NULL past the last. */
const char *atr_default_name(unsigned bit);

#endif
