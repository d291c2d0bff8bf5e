#include "atr/atr_params.h"

#include "atr/atr_problems.h"
#include "atr/meanings.h"

#include <math.h>
#include <stddef.h>

enum { FD = 372 }; /* 8.3: Fd; Dd is 1 */

static const char *const default_names[] = {
	"Fi", "Di", "N", "clock_stop", "classes", "SPU", "WI", "IFSC", "BWI", "CWI", "EDC",
};

const char *atr_default_name(unsigned bit)
{
	return bit < sizeof default_names / sizeof default_names[0] ? default_names[bit] : NULL;
}

/* Returns the byte that contains the field, or its default. The default is marked as such if the
 * card omits the byte, or as unknown if the ATR is truncated. */
static unsigned byte_of(struct atr_params *params, const struct atr *atr, enum atr_field_id field,
                        unsigned bits, unsigned otherwise)
{
	const struct atr_interface *byte = atr_field_byte(atr, field);

	if (byte != NULL)
		return byte->value;
	if (atr_field_lacks(atr, field))
		params->defaults |= bits;
	else
		params->unknown |= bits;
	return otherwise;
}

static void read_ta1(struct atr_params *params, const struct atr *atr)
{
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);
	unsigned ta1 = byte_of(params, atr, ATR_FIELD_FI, ATR_DEFAULT_FI | ATR_DEFAULT_DI, 0x11);

	params->specific_mode = ta2 != NULL;
	params->implicit = ta2 != NULL && ta2->value & 0x10;
	if (params->unknown & ATR_DEFAULT_FI)
		return;
	const struct atr_value *fi = atr_field_row(ATR_FIELD_FI, ta1 >> 4);

	params->f_max_hz = fi != NULL ? fi->f_max_hz : 0;
	params->fi = atr_field_number(ATR_FIELD_FI, ta1 >> 4);
	params->di = atr_field_number(ATR_FIELD_DI, ta1 & 15);
}

/* 8.3: reads the first TA and TB for T=15. */
static void read_global(struct atr_params *params, const struct atr *atr)
{
	unsigned ta = byte_of(params, atr, ATR_FIELD_CLOCK_STOP,
	                      ATR_DEFAULT_CLOCK_STOP | ATR_DEFAULT_CLASSES, 0x01);

	params->n = byte_of(params, atr, ATR_FIELD_N, ATR_DEFAULT_N, 0);
	params->clock_stop = atr_field_of(ATR_FIELD_CLOCK_STOP, ta);
	params->classes = atr_field_of(ATR_FIELD_CLASSES, ta);
	params->spu = byte_of(params, atr, ATR_FIELD_SPU, ATR_DEFAULT_SPU, 0);
}

/* 10.2 for T=0, 11.4 for T=1. */
static void read_protocols(struct atr_params *params, const struct atr *atr)
{
	params->t0 = atr_offers(atr, 0);
	params->t1 = atr_offers(atr, 1);
	if (params->t0)
		params->wi = byte_of(params, atr, ATR_FIELD_WI, ATR_DEFAULT_WI, 10);
	if (params->t1) {
		unsigned tb = byte_of(params, atr, ATR_FIELD_BWI, ATR_DEFAULT_BWI | ATR_DEFAULT_CWI,
		                      0x4D);

		params->ifsc = byte_of(params, atr, ATR_FIELD_IFSC, ATR_DEFAULT_IFSC, 32);
		params->bwi = tb >> 4;
		params->cwi = tb & 15;
		params->crc = byte_of(params, atr, ATR_FIELD_EDC, ATR_DEFAULT_EDC, 0) & 1;
	}
}

/* Returns the extra guard time in etu of the given number of cycles (8.3). With T=15, N counts in
 * etu of Fi and Di, whichever values are in use. */
static double extra_guard_etu(const struct atr_params *params, const struct atr *atr, double cycles)
{
	double own =
		params->fi != 0 && params->di != 0 ? (double)params->fi / params->di : (double)NAN;

	if (params->unknown & ATR_DEFAULT_N)
		return NAN;
	if (params->n == 0 || params->n == 255)
		return 0;
	if (!atr->complete)
		return NAN;
	return atr->has_t15 ? params->n * own / cycles : params->n;
}

/* Computes the values at F/D cycles per etu; NAN if F or D is unknown. */
static void work_out(struct atr_timing *timing, const struct atr_params *params,
                     const struct atr *atr, double cycles)
{
	double per_ms = params->clock_hz / 1000.0;
	double fi = params->fi != 0 ? (double)params->fi : (double)NAN;
	bool wi = params->t0 && params->wi != 0 && !(params->unknown & ATR_DEFAULT_WI);
	bool bwi = params->t1 && params->bwi <= 9 && !(params->unknown & ATR_DEFAULT_BWI);
	bool cwi = params->t1 && !(params->unknown & ATR_DEFAULT_CWI);

	timing->cycles_per_etu = cycles;
	timing->etu_ms = cycles / per_ms;
	timing->bit_rate = params->clock_hz / cycles;
	timing->guard_time_etu = 12 + extra_guard_etu(params, atr, cycles);
	if (params->implicit && isnan(cycles))
		timing->guard_time_etu = NAN;
	timing->cgt_etu = timing->guard_time_etu - (params->n == 255 ? 1 : 0);
	/* WT depends on Fi even while Fd is in use; BWT depends on Fd even after PPS. */
	timing->wt_ms = wi ? params->wi * 960.0 * fi / per_ms : NAN;
	timing->bwt_ms = bwi ? 11 * timing->etu_ms + (FD << params->bwi) * 960.0 / per_ms : NAN;
	timing->cwt_ms = cwi ? (11 + (1u << params->cwi)) * timing->etu_ms : NAN;
}

static bool is_reserved(unsigned protocol)
{
	return atr_field_row(ATR_FIELD_T, protocol)->problem ==
		&atr_problem_kinds[ATR_PROTOCOL_RESERVED];
}

/* Clause 9: PPSS, PPS0 announcing PPS1, PPS1, PCK. If TA2 is announced there is no PPS (6.3.1),
 * even if the ATR is truncated before TA2. */
static void make_pps(struct atr_params *params, const struct atr *atr)
{
	const struct atr_interface *ta1 = atr_find(atr, ATR_TA, 1);
	uint8_t pps1 = ta1 != NULL ? ta1->value : 0x11;

	if (!atr_lacks(atr, ATR_TA, 2) || params->fi == 0 || params->di == 0)
		return;
	for (size_t i = 0; i < atr->protocol_count; i++) {
		if (is_reserved(atr->protocols[i]))
			continue;
		struct atr_pps *pps = &params->pps[params->pps_count++];
		uint8_t pps0 = (uint8_t)(0x10 | atr->protocols[i]);

		*pps = (struct atr_pps){
			.protocol = atr->protocols[i],
			.request = {0xFF, pps0, pps1, (uint8_t)(0xFF ^ pps0 ^ pps1)},
			.length = 4,
		};
	}
}

bool atr_is_pps(const uint8_t *bytes, size_t length)
{
	uint8_t check = 0;

	if (length < 3 || bytes[0] != 0xFF || (bytes[1] & 0x80) != 0)
		return false;
	size_t whole = 3u + (bytes[1] >> 4 & 1u) + (bytes[1] >> 5 & 1u) + (bytes[1] >> 6 & 1u);
	for (size_t i = 0; i < length; i++)
		check ^= bytes[i];
	return length == whole && check == 0;
}

void atr_params(struct atr_params *params, const struct atr *atr, uint32_t clock_hz)
{
	*params = (struct atr_params){.clock_hz = clock_hz};
	read_ta1(params, atr);
	read_global(params, atr);
	read_protocols(params, atr);
	if (clock_hz == 0)
		params->clock_hz = params->f_max_hz != 0 ? params->f_max_hz : ATR_CLOCK_DEFAULT;

	bool known = params->fi != 0 && params->di != 0 && !params->implicit;
	work_out(&params->offered, params, atr,
	         known ? (double)params->fi / params->di : (double)NAN);
	work_out(&params->at_reset, params, atr, FD);
	make_pps(params, atr);
}
