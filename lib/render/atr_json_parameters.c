#include "render/atr_formats.h"

#include "atr/meanings.h"
#include "render/json_member.h"

/* Writes a value of the parameters; null if its byte is missing. */
static void put_value(struct json *json, const struct atr_params *params, unsigned bit,
                      const char *key, unsigned value)
{
	if (params->unknown & bit)
		json_member_null(json, key);
	else
		json_member_integer(json, key, value);
}

static void put_classes(struct json *json, unsigned classes)
{
	json_key(json, "classes");
	json_begin_array(json);
	for (const struct atr_bit *row = atr_classes; row->mask != 0; row++)
		if (classes & row->mask)
			json_put_string(json, row->name);
	json_end(json);
}

/* Writes the values of the first TA and TB for T=15. */
static void put_global(struct json *json, const struct atr_params *params)
{
	bool no_ta = params->unknown & ATR_DEFAULT_CLASSES;

	json_member_string(json, "clock_stop",
	                   no_ta ? NULL :
	                           atr_field_row(ATR_FIELD_CLOCK_STOP, params->clock_stop)->text);
	if (no_ta)
		json_member_null(json, "classes");
	else
		put_classes(json, params->classes);
	if (params->unknown & ATR_DEFAULT_SPU)
		json_member_null(json, "SPU");
	else
		json_member_byte(json, "SPU", params->spu);
}

static void put_t0(struct json *json, const struct atr_params *params)
{
	put_value(json, params, ATR_DEFAULT_WI, "WI", params->wi);
	json_member_real(json, "WT_ms", params->offered.wt_ms);
}

static void put_t1(struct json *json, const struct atr_params *params)
{
	put_value(json, params, ATR_DEFAULT_IFSC, "IFSC", params->ifsc);
	put_value(json, params, ATR_DEFAULT_BWI, "BWI", params->bwi);
	put_value(json, params, ATR_DEFAULT_CWI, "CWI", params->cwi);
	json_member_real(json, "BWT_ms", params->offered.bwt_ms);
	json_member_real(json, "CWT_ms", params->offered.cwt_ms);
	json_member_real(json, "CGT_etu", params->offered.cgt_etu);
	json_member_string(json, "EDC",
	                   params->unknown & ATR_DEFAULT_EDC ?
	                           NULL :
	                           atr_field_row(ATR_FIELD_EDC, params->crc)->name);
}

static void put_defaults(struct json *json, unsigned defaults)
{
	const char *name;

	json_key(json, "defaults");
	json_begin_array(json);
	for (unsigned bit = 0; (name = atr_default_name(bit)) != NULL; bit++)
		if (defaults & 1u << bit)
			json_put_string(json, name);
	json_end(json);
}

static void put_at_reset(struct json *json, const struct atr_params *params)
{
	const struct atr_timing *timing = &params->at_reset;

	json_key(json, "at_reset");
	json_begin_object(json);
	json_member_real(json, "cycles_per_etu", timing->cycles_per_etu);
	json_member_real(json, "bit_rate", timing->bit_rate);
	json_member_real(json, "guard_time_etu", timing->guard_time_etu);
	if (params->t0)
		json_member_real(json, "WT_ms", timing->wt_ms);
	if (params->t1) {
		json_member_real(json, "BWT_ms", timing->bwt_ms);
		json_member_real(json, "CWT_ms", timing->cwt_ms);
	}
	json_end(json);
}

void render_parameters_json(struct json *json, const struct atr_params *params)
{
	const struct atr_timing *timing = &params->offered;

	json_key(json, "parameters");
	json_begin_object(json);
	json_member_known(json, "clock_hz", params->clock_hz);
	json_member_known(json, "Fi", params->fi);
	json_member_known(json, "Di", params->di);
	json_member_known(json, "f_max_hz", params->f_max_hz);
	json_member_real(json, "cycles_per_etu", timing->cycles_per_etu);
	json_member_real(json, "bit_rate", timing->bit_rate);
	put_value(json, params, ATR_DEFAULT_N, "N", params->n);
	json_member_real(json, "guard_time_etu", timing->guard_time_etu);
	put_global(json, params);
	if (params->t0)
		put_t0(json, params);
	if (params->t1)
		put_t1(json, params);
	put_defaults(json, params->defaults);
	put_at_reset(json, params);
	json_end(json);
}
