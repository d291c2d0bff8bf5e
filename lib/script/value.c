#include "script/value.h"

#include "base/card.h"
#include "apdu/apdu.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool set_error(struct value_error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static bool set_error(struct value_error *error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	(void)vsnprintf(error->text, sizeof error->text, format, args);
	va_end(args);
	error->no_memory = false;
	return false;
}

static bool refuse_memory(struct value_error *error)
{
	set_error(error, "out of memory");
	error->no_memory = true;
	return false;
}

static bool add_variable(const struct script *script, const struct item *item,
                         const struct variables *variables, struct text *out,
                         struct value_error *error)
{
	struct span name = script_text(script, item->range);
	const struct text *value = variables_find(variables, name);
	int width = name.length > 40 ? 40 : (int)name.length;

	if (value == NULL)
		return set_error(error, "$%.*s is not set", width, name.text);
	size_t offset = item->sliced ? item->offset : 0;
	size_t length = item->sliced ? item->length : value->length;
	if (offset > value->length || length > value->length - offset)
		return set_error(error, "$%.*s[%zu,%zu] is out of range: it has %zu byte%s", width,
		                 name.text, offset, length, value->length,
		                 value->length == 1 ? "" : "s");
	if (length > 0)
		text_add(out, value->data + offset, length);
	return true;
}

/* Inserts, at from, the BER length (ITU-T X.690, 8.1.3) of all bytes after it. */
static void insert_length(struct text *out, size_t from)
{
	size_t length = out->length - from, n = 0;
	char field[5];

	if (length > 0x7F) {
		size_t octets = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;

		field[n++] = (char)(0x80 | octets);
		for (; octets > 1; octets--)
			field[n++] = (char)(length >> 8 * (octets - 1));
	}
	field[n++] = (char)length;
	text_add(out, field, n); /* also makes room */
	if (out->failed)
		return;
	memmove(out->data + from + n, out->data + from, length);
	memcpy(out->data + from, field, n);
}

bool value_items(const struct script *script, struct range items, const struct variables *variables,
                 struct text *out, struct value_error *error)
{
	size_t start = out->length, open[SCRIPT_DEPTH_MAX], depth = 0;

	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		switch (item->kind) {
		case ITEM_VARIABLE:
			if (!add_variable(script, item, variables, out, error))
				return false;
			break;
		case ITEM_OPEN:
			open[depth++] = out->length;
			break;
		case ITEM_CLOSE:
			insert_length(out, open[--depth]);
			break;
		case ITEM_BYTES:
		case ITEM_TEXT:
		case ITEM_BLANK: /* has no characters */
			text_add(out, script_text(script, item->range).text, item->range.count);
			break;
		}
		if (out->length - start > VALUE_MAX)
			return set_error(error, "value longer than %d bytes", VALUE_MAX);
	}
	return out->failed ? refuse_memory(error) : true;
}

static bool take_header(const struct script *script, const struct statement *statement,
                        const struct variables *variables, struct apdu_parts *parts,
                        struct value_error *error)
{
	struct text header = {0};
	bool ok = value_items(script, statement->header, variables, &header, error);

	if (ok && header.length != 3 && header.length != 4)
		ok = set_error(error, "header of %zu byte%s, expected INS P1 P2 or CLA INS P1 P2",
		               header.length, header.length == 1 ? "" : "s");
	if (ok) {
		const uint8_t *b = (const uint8_t *)header.data;

		parts->cla = header.length == 4 ? *b++ : 0x00;
		parts->ins = b[0];
		parts->p1 = b[1];
		parts->p2 = b[2];
	}
	text_free(&header);
	return ok;
}

/* Reads Le, which has one byte, two bytes, or none for the maximum (ISO/IEC 7816-3, 12.1.3). */
static bool take_le(const struct script *script, const struct statement *statement,
                    const struct variables *variables, struct apdu_parts *parts,
                    struct value_error *error)
{
	struct text le = {0};
	bool ok = value_items(script, statement->le, variables, &le, error);

	if (ok && le.length == 0) {
		parts->ne = parts->nc > 255 ? 65536 : 256;
	} else if (ok && le.length == 1) {
		parts->ne = (uint8_t)le.data[0] == 0 ? 256 : (uint8_t)le.data[0];
	} else if (ok && le.length == 2) {
		parts->ne = (size_t)(uint8_t)le.data[0] << 8 | (uint8_t)le.data[1];
		parts->ne = parts->ne == 0 ? 65536 : parts->ne;
		parts->extended = 1;
	} else if (ok) {
		ok = set_error(error, "Le has %zu bytes, expected 1 or 2", le.length);
	}
	text_free(&le);
	return ok;
}

/* Over T=0, GET RESPONSE fetches the data of a case 4 and whatever exceeds a short Le. */
static void fit_t0(struct apdu_parts *parts)
{
	if (parts->nc > 0)
		parts->ne = 0;
	else if (parts->ne > 256)
		parts->ne = 256;
	parts->extended = 0;
}

static bool build_apdu(const struct script *script, const struct statement *statement,
                       const struct variables *variables, bool t0, struct text *out,
                       struct value_error *error)
{
	struct apdu_parts parts = {0};
	struct text data = {0};
	bool ok = take_header(script, statement, variables, &parts, error) &&
		value_items(script, statement->items, variables, &data, error);

	parts.nc = data.length;
	parts.data = (const uint8_t *)data.data;
	if (ok && parts.nc > 65535)
		ok = set_error(error, "%zu bytes of data: an APDU holds at most 65535", parts.nc);
	if (ok && statement->le_given)
		ok = take_le(script, statement, variables, &parts, error);
	if (t0)
		fit_t0(&parts);
	uint8_t *apdu = ok ? malloc(9 + parts.nc) : NULL;
	if (ok && apdu == NULL)
		ok = refuse_memory(error);
	if (ok)
		text_add(out, (const char *)apdu, apdu_write(&parts, apdu));
	free(apdu);
	text_free(&data);
	return ok;
}

bool value_apdu(const struct script *script, const struct statement *statement,
                const struct variables *variables, bool t0, struct text *out,
                struct value_error *error)
{
	size_t start = out->length;

	if (statement->kind == STATEMENT_BUILT) {
		if (!build_apdu(script, statement, variables, t0, out, error))
			return false;
	} else if (!value_items(script, statement->items, variables, out, error)) {
		return false;
	}
	if (out->failed)
		return refuse_memory(error);
	size_t length = out->length - start;
	if (length == 0)
		return set_error(error, "empty APDU");
	if (length > CARD_COMMAND_MAX)
		return set_error(error, "APDU of %zu bytes: at most %d are possible", length,
		                 CARD_COMMAND_MAX);
	return true;
}

bool value_is_secret(const struct script *script, struct range items,
                     const struct variables *variables)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind == ITEM_VARIABLE &&
		    variables_is_secret(variables, script_text(script, item->range)))
			return true;
	}
	return false;
}

bool value_is_literal(const struct script *script, struct range items,
                      const struct variables *variables)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind == ITEM_BYTES || item->kind == ITEM_TEXT ||
		    (item->kind == ITEM_VARIABLE &&
		     variables_is_literal(variables, script_text(script, item->range))))
			return true;
	}
	return false;
}

static void invert_secrets(struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		struct text *value = &variables->list[i].value;

		for (size_t j = 0; variables->list[i].secret && j < value->length; j++)
			value->data[j] = (char)~value->data[j];
	}
}

/* Bytes that differ if all secret values are inverted are secret. Lengths do not change with the
 * values. */
void value_hidden(const struct script *script, const struct statement *statement,
                  struct variables *variables, bool t0, const struct text *bytes,
                  struct text *hidden)
{
	struct value_error error;
	struct text other = {0};

	text_clear(hidden);
	if (!value_is_secret(script, statement->items, variables) &&
	    !value_is_secret(script, statement->header, variables) &&
	    !value_is_secret(script, statement->le, variables))
		return;
	invert_secrets(variables);
	bool ok = value_apdu(script, statement, variables, t0, &other, &error);
	invert_secrets(variables);
	for (size_t i = 0; i < bytes->length; i++) {
		char differs = !ok || i >= other.length || other.data[i] != bytes->data[i];

		text_add(hidden, &differs, 1);
	}
	hidden->failed = hidden->failed || (!ok && error.no_memory);
	text_free(&other);
}
