#include "render/render_atr.h"

#include "render/atr_bytes.h"
#include "render/atr_formats.h"
#include "render/reader/fit_json.h"
#include "render/json_member.h"

/* Writes the text in the tree for the byte at this offset. */
static void put_words(struct json *json, const struct tree *tree, size_t offset)
{
	const struct node *field = tree_field_at(tree, offset);

	json_member_string(json, "text", field != NULL ? tree_text(tree, field) : NULL);
}

static const char *convention(const struct atr *atr)
{
	if (atr->length == 0)
		return NULL;
	return atr->bytes[0] == 0x3B ? "direct" : atr->bytes[0] == 0x3F ? "inverse" : NULL;
}

static void put_interface(struct json *json, const struct atr_report *report)
{
	const struct atr *atr = &report->atr;

	json_key(json, "interface");
	json_begin_array(json);
	for (unsigned i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		json_begin_object(json);
		json_member_string(json, "name", atr_interface_byte(byte).name);
		json_member_integer(json, "offset", byte->offset);
		json_member_byte(json, "value", byte->value);
		json_key(json, "protocol");
		if (byte->protocol < 0)
			json_put_null(json);
		else
			json_put_integer(json, byte->protocol);
		put_words(json, &report->tree, byte->offset);
		json_end(json);
	}
	json_end(json);
}

static void put_protocols(struct json *json, const struct atr_report *report)
{
	json_key(json, "protocols");
	json_begin_array(json);
	for (unsigned i = 0; i < report->atr.protocol_count; i++)
		json_put_integer(json, report->atr.protocols[i]);
	json_end(json);
	json_key(json, "first_protocol");
	if (report->atr.first_protocol == ATR_NO_PROTOCOL)
		json_put_null(json);
	else
		json_put_integer(json, report->atr.first_protocol);
	json_key(json, "specific_mode");
	json_put_bool(json, report->params.specific_mode);
}

static void put_pps(struct json *json, const struct atr_params *params)
{
	json_key(json, "pps");
	json_begin_array(json);
	for (unsigned i = 0; i < params->pps_count; i++) {
		const struct atr_pps *pps = &params->pps[i];

		json_begin_object(json);
		json_member_integer(json, "protocol", pps->protocol);
		json_member_hex(json, "request", pps->request, pps->length);
		/* 9.3: a card that accepts returns the request. */
		json_member_hex(json, "answer", pps->request, pps->length);
		json_end(json);
	}
	json_end(json);
}

static void put_objects(struct json *json, const struct atr_report *report)
{
	const struct hist *hist = &report->hist;

	json_key(json, "objects");
	json_begin_array(json);
	for (unsigned i = 0; i < hist->object_count; i++) {
		const struct hist_object *object = &hist->objects[i];
		const size_t offset = (size_t)report->atr.historical.offset + object->offset;
		const char tag[2] = {"0123456789ABCDEF"[object->tag & 15], '\0'};

		json_begin_object(json);
		json_member_string(json, "tag", tag);
		json_member_integer(json, "offset", (int64_t)offset);
		json_member_integer(json, "length", object->length);
		json_member_hex(json, "value", hist->bytes + object->offset + 1, object->length);
		put_words(json, &report->tree, offset);
		json_end(json);
	}
	json_end(json);
}

static void put_historical(struct json *json, const struct atr_report *report)
{
	const struct hist *hist = &report->hist;
	char ascii[HIST_MAX];

	if (hist->length == 0) {
		json_member_null(json, "historical");
		return;
	}
	for (unsigned i = 0; i < hist->length; i++)
		ascii[i] = hist->bytes[i] >= 0x20 && hist->bytes[i] < 0x7F ? (char)hist->bytes[i] :
									     '.';
	json_key(json, "historical");
	json_begin_object(json);
	json_member_integer(json, "offset", report->atr.historical.offset);
	json_member_hex(json, "value", hist->bytes, hist->length);
	json_member_byte(json, "category", hist->bytes[0]);
	put_objects(json, report);
	if (hist->life_cycle < 0)
		json_member_null(json, "life_cycle");
	else
		json_member_byte(json, "life_cycle", (unsigned)hist->life_cycle);
	uint8_t sw[2] = {(uint8_t)(hist->sw >> 8 & 0xFF), (uint8_t)(hist->sw & 0xFF)};
	json_member_hex(json, "sw", hist->sw < 0 ? NULL : sw, 2);
	json_key(json, "ascii");
	json_put_text(json, ascii, hist->length);
	json_end(json);
}

static void put_check_byte(struct json *json, const struct atr *atr)
{
	const uint8_t *tck = atr->tck_present ? &atr->bytes[atr->tck_offset] : NULL;

	json_key(json, "tck");
	/* If the ATR is truncated, the correct TCK is unknown. */
	if (!atr->tck_needed || atr->truncated) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_hex(json, "value", tck, 1);
	json_member_byte(json, "expected", atr->tck_expected);
	json_key(json, "ok");
	json_put_bool(json, tck != NULL && *tck == atr->tck_expected);
	json_end(json);
}

static void put_extra(struct json *json, const struct atr *atr)
{
	json_key(json, "extra");
	if (atr->extra.length == 0) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_integer(json, "offset", atr->extra.offset);
	json_member_hex(json, "value", atr->bytes + atr->extra.offset, atr->extra.length);
	json_end(json);
}

/* Writes both interpretations of 8 historical bytes: PC/SC part 3, 3.1.3.2.3. */
static void put_both_readings(struct json *json, const struct atr_report *report)
{
	const struct contactless *contactless = &report->contactless;

	json_key(json, "data");
	if (contactless->kind != CONTACTLESS_14443_4) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_key(json, "type_a");
	json_begin_object(json);
	json_member_hex(json, "historical", report->hist.bytes, report->hist.length);
	json_end(json);
	json_key(json, "type_b");
	json_begin_object(json);
	json_member_hex(json, "application_data", contactless->application_data,
	                sizeof contactless->application_data);
	json_member_hex(json, "protocol_info", contactless->protocol_info,
	                sizeof contactless->protocol_info);
	json_member_integer(json, "mbli", contactless->mbli);
	json_end(json);
	json_end(json);
}

/* Writes a number of one or two bytes in hex; null if it is unknown. */
static void put_number(struct json *json, const char *key, bool known, unsigned number,
                       size_t length)
{
	const uint8_t bytes[2] = {(uint8_t)(number >> 8), (uint8_t)number};

	json_member_hex(json, key, known ? bytes + 2 - length : NULL, length);
}

static void put_contactless(struct json *json, const struct atr_report *report)
{
	static const char *const kinds[] = {[CONTACTLESS_STORAGE] = "storage",
	                                    [CONTACTLESS_TYPE_A] = "type-a",
	                                    [CONTACTLESS_14443_4] = "14443-4"};
	const struct contactless *contactless = &report->contactless;
	bool storage = contactless->kind == CONTACTLESS_STORAGE;

	json_key(json, "contactless");
	if (contactless->kind == CONTACTLESS_NONE) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_string(json, "kind", kinds[contactless->kind]);
	json_member_hex(json, "rid", storage ? contactless->rid : NULL, sizeof contactless->rid);
	put_number(json, "ss", storage, contactless->standard, 1);
	put_number(json, "nn", storage, contactless->card, 2);
	json_member_string(json, "standard", storage ? contactless->standard_name : NULL);
	json_member_string(json, "card", storage ? contactless->card_name : NULL);
	put_both_readings(json, report);
	json_end(json);
}

static void put_verdict(struct json *json, const struct atr_report *report)
{
	const struct atr_verdict *verdict = &report->verdict;

	json_key(json, "profile");
	if (verdict->count == 0) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_string(json, "name", atr_profile_name(verdict->profile));
	json_key(json, "accepted");
	json_put_bool(json, atr_report_accepted(report));
	json_key(json, "rules");
	json_begin_array(json);
	for (size_t i = 0; i < verdict->count; i++) {
		const struct atr_ruling *ruling = &verdict->rulings[i];

		json_begin_object(json);
		json_member_string(json, "code", ruling->rule->code);
		json_key(json, "accepted");
		json_put_bool(json, ruling->accepted);
		json_key(json, "offset");
		if (ruling->accepted)
			json_put_null(json);
		else
			json_put_integer(json, (int64_t)ruling->offset);
		json_member_string(json, "reason", ruling->accepted ? NULL : ruling->reason);
		json_member_string(json, "text", ruling->rule->text);
		json_member_string(json, "source", ruling->rule->source);
		json_end(json);
	}
	json_end(json);
	json_end(json);
}

void render_atr_json(struct json *json, const struct atr_report *report)
{
	const struct atr *atr = &report->atr;

	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_text(json, "input", report->input.text, report->input.length);
	json_member_hex(json, "atr", atr->bytes, atr->length);
	json_key(json, "valid");
	json_put_bool(json, atr_valid(atr));
	json_member_string(json, "convention", convention(atr));
	put_interface(json, report);
	put_protocols(json, report);
	render_parameters_json(json, &report->params);
	put_pps(json, &report->params);
	put_historical(json, report);
	put_check_byte(json, atr);
	put_extra(json, atr);
	put_contactless(json, report);
	put_verdict(json, report);
	json_member_problems(json, atr->problems, atr->problem_count);
	json_key(json, "cards");
	render_cards_json(json, &report->matches, &report->atr);
	json_key(json, "nearest");
	render_nearest_json(json, report->nearest);
	render_fit_json(json, report->fit);
	json_end(json);
}

void render_no_atr_json(struct json *json, struct span input, const char *code, size_t at,
                        const char *text)
{
	static const char *const before[] = {
		"convention",    "interface",  "protocols",   "first_protocol",
		"specific_mode", "parameters", "pps",         "historical",
		"tck",           "extra",      "contactless", "profile"};

	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_text(json, "input", input.text, input.length);
	json_member_null(json, "atr");
	json_key(json, "valid");
	json_put_bool(json, false);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		json_member_null(json, before[i]);
	json_key(json, "problems");
	json_begin_array(json);
	json_put_problem(json, SEVERITY_ERROR, code, at, text);
	json_end(json);
	json_member_null(json, "cards");
	json_member_null(json, "nearest");
	json_member_null(json, "fit");
	json_end(json);
}
