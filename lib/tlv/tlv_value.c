#include "tlv/tlv_value.h"

#include "base/bytes.h"
#include "names/aid.h"
#include "names/country.h"
#include "names/currency.h"
#include "names/reference.h"
#include "names/status_indicator.h"
#include "names/sw.h"
#include "tlv/basic_value.h"
#include "tlv/card_value.h"
#include "tlv/date.h"
#include "tlv/file_value.h"
#include "tlv/network_value.h"
#include "tlv/tlv_text.h"
#include "tlv/toolkit.h"

#include <stdio.h>

/* Returns the number of decimal digits, which may be padded with F; 0 if there is anything else. */
static size_t digit_count(const uint8_t *value, size_t length)
{
	size_t n = 0, rest;

	while (n < 2 * length && nibble_at(value, n) <= 9)
		n++;
	for (rest = n; rest < 2 * length; rest++)
		if (nibble_at(value, rest) != 15)
			return 0;
	return n;
}

static void bytes_text(struct words *words, const struct tlv_data *data)
{
	size_t length = data->length;

	while (length > 0 && (data->bytes[length - 1] == 0x00 || data->bytes[length - 1] == 0xFF))
		length--;
	if (length >= 4)
		tlv_put_text(words, data->bytes, length);
}

static void text_text(struct words *words, const struct tlv_data *data)
{
	tlv_put_text(words, data->bytes, data->length);
}

static void digits_text(struct words *words, const struct tlv_data *data)
{
	size_t count = digit_count(data->bytes, data->length);

	for (size_t i = 0; i < count && i < 40; i++)
		words_add(words, "%u", nibble_at(data->bytes, i));
	if (count > 40)
		words_put(words, " …");
}

static void integer_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long number = 0;

	if (data->length == 0 || data->length > 8 || (data->bytes[0] & 0x80) == 0) {
		number_text(words, data);
		return;
	}
	for (size_t i = 0; i < data->length; i++)
		number = number << 8 | (data->bytes[i] ^ 0xFF);
	words_add(words, "-%llu", number + 1);
}

static void low_first_text(struct words *words, const struct tlv_data *data)
{
	uint8_t bytes[4];

	for (size_t i = 0; i < data->length && i < sizeof bytes; i++)
		bytes[i] = data->bytes[data->length - 1 - i];
	if (data->length == sizeof bytes)
		integer_text(words, &(struct tlv_data){bytes, data->length});
	else if (data->length < sizeof bytes)
		number_text(words, &(struct tlv_data){bytes, data->length});
}

/* Returns a code of three digits after a 0; 1000 if it is invalid. */
static unsigned three_digits(const struct tlv_data *data)
{
	unsigned code = 0;

	if (data->length != 2 || digit_count(data->bytes, 2) != 4)
		return 1000;
	for (size_t i = 0; i < 4; i++)
		code = code * 10 + nibble_at(data->bytes, i);
	return code;
}

static void country_text(struct words *words, const struct tlv_data *data)
{
	const char *name = country_name(three_digits(data));

	words_put(words, name != NULL ? name : "");
}

static void currency_text(struct words *words, const struct tlv_data *data)
{
	const char *name = currency_name(three_digits(data));

	words_put(words, name != NULL ? name : "");
}

static void amount_text(struct words *words, const struct tlv_data *data)
{
	size_t count = digit_count(data->bytes, data->length), i = 0;

	while (i + 1 < count && nibble_at(data->bytes, i) == 0)
		i++;
	for (; i < count && count <= 12; i++)
		words_add(words, "%u", nibble_at(data->bytes, i));
}

static void aid_value_text(struct words *words, const struct tlv_data *data)
{
	aid_text(words, data->bytes, data->length);
}

static void sfi_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 0)
		words_put(words, "none");
	else if (data->length == 1)
		words_add(words, "SFI %u", data->bytes[0] >> 3);
}

static void sfi_number_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 1)
		words_add(words, "SFI %u", data->bytes[0] & 0x1Fu);
}

static void reference_value_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 1)
		reference_text(words, data->bytes[0], data->family);
}

static void key_reference_value_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 1)
		key_reference_text(words, data->bytes[0], data->family);
}

static void piv_algorithm_text(struct words *words, const struct tlv_data *data)
{
	const char *name = data->length == 1 ? piv_algorithm_name(data->bytes[0]) : NULL;

	words_put(words, name != NULL ? name : "");
}

static void life_cycle_value_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 1)
		words_put(words, life_cycle_name(data->bytes[0]));
}

static void sw_value_text(struct words *words, const struct tlv_data *data)
{
	char text[160];

	if (data->length != 2)
		return;
	uint16_t sw = (uint16_t)(data->bytes[0] << 8 | data->bytes[1]);
	sw_text(sw_find(sw, NULL), sw, text, sizeof text);
	words_put(words, text);
}

/* EMV 4.3 Book 3, annex A: the account number, D, expiration YYMM, service code, discretionary
 * data */
static void track2_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *value = data->bytes;
	size_t d = 0;

	while (d < 2 * data->length && nibble_at(value, d) <= 9)
		d++;
	if (d == 0 || d + 8 > 2 * data->length || nibble_at(value, d) != 0xD)
		return;
	words_put(words, "account ");
	for (size_t i = 0; i < d && i < 19; i++)
		words_add(words, "%u", nibble_at(value, i));
	unsigned month = nibble_at(value, d + 3) * 10 + nibble_at(value, d + 4);
	if (month >= 1 && month <= 12)
		words_add(words, ", expires 20%X%X-%02u", nibble_at(value, d + 1),
		          nibble_at(value, d + 2), month);
	words_add(words, ", service code %X%X%X", nibble_at(value, d + 5), nibble_at(value, d + 6),
	          nibble_at(value, d + 7));
}

/* 10.5, annexes C3 and C4 */
static void cvm_text(struct words *words, const struct tlv_data *data)
{
	static const struct tlv_bits methods[] = {
		{0, 0x3F, 0x00, "fail CVM processing"},
		{0, 0x3F, 0x01, "plaintext PIN checked by the card"},
		{0, 0x3F, 0x02, "enciphered PIN checked online"},
		{0, 0x3F, 0x03, "plaintext PIN checked by the card, and signature"},
		{0, 0x3F, 0x04, "enciphered PIN checked by the card"},
		{0, 0x3F, 0x05, "enciphered PIN checked by the card, and signature"},
		{0, 0x3F, 0x1E, "signature"},
		{0, 0x3F, 0x1F, "no CVM required"},
		{0, 0x3F, 0x3F, "no CVM performed"},
		{0, 0x30, 0x20, "method of the payment system"},
		{0, 0x30, 0x30, "method of the issuer"},
		{0},
	};
	static const struct tlv_bits conditions[] = {
		{1, 0xFF, 0x00, "always"},
		{1, 0xFF, 0x01, "if unattended cash"},
		{1, 0xFF, 0x02, "if not cash and not cashback"},
		{1, 0xFF, 0x03, "if the terminal supports it"},
		{1, 0xFF, 0x04, "if manual cash"},
		{1, 0xFF, 0x05, "if purchase with cashback"},
		{1, 0xFF, 0x06, "if in the application currency and under X"},
		{1, 0xFF, 0x07, "if in the application currency and over X"},
		{1, 0xFF, 0x08, "if in the application currency and under Y"},
		{1, 0xFF, 0x09, "if in the application currency and over Y"},
		{0},
	};
	const struct tlv_data method = {data->bytes, data->length, .bits = methods};
	const struct tlv_data condition = {data->bytes, data->length, .bits = conditions};

	if (data->length < 2)
		return;
	code_text(words, &method);
	words_put(words, ", ");
	code_text(words, &condition);
}

static void cvm_rule_text(struct words *words, const struct tlv_data *data)
{
	cvm_text(words, data);
	if (data->length >= 2)
		words_put(words, data->bytes[0] & 0x40 ? "; else the next rule" : "; else fail");
}

/* Annex C and 12.2.3: b8, and the position in the order of selection */
static void priority_text(struct words *words, const struct tlv_data *data)
{
	if (data->length != 1)
		return;
	if ((data->bytes[0] & 15) == 0)
		words_put(words, "none assigned");
	else
		words_add(words, "%u", data->bytes[0] & 15u);
	words_put(words, data->bytes[0] & 0x80 ? ", only with the cardholder's confirmation" : "");
}

static void log_entry_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 2)
		words_add(words, "SFI %u, %u record%s", data->bytes[0], data->bytes[1],
		          data->bytes[1] == 1 ? "" : "s");
}

static void (*const texts[VALUE_COUNT])(struct words *words, const struct tlv_data *data) = {
	[VALUE_BYTES] = bytes_text,
	[VALUE_CODE] = code_text,
	[VALUE_CODES] = codes_text,
	[VALUE_TEXT] = text_text,
	[VALUE_DIGITS] = digits_text,
	[VALUE_NUMBER] = number_text,
	[VALUE_INTEGER] = integer_text,
	[VALUE_LOW_FIRST] = low_first_text,
	[VALUE_DATE] = date_text,
	[VALUE_TIME] = time_text,
	[VALUE_TIME32] = time32_text,
	[VALUE_COUNTRY] = country_text,
	[VALUE_CURRENCY] = currency_text,
	[VALUE_AMOUNT] = amount_text,
	[VALUE_AID] = aid_value_text,
	[VALUE_OID] = oid_text,
	[VALUE_FILE_ID] = file_path_text,
	[VALUE_PATH] = file_path_text,
	[VALUE_FILE_DESCRIPTOR] = file_descriptor_text,
	[VALUE_SFI] = sfi_text,
	[VALUE_SFI_NUMBER] = sfi_number_text,
	[VALUE_ACCESS_RULE] = access_rule_text,
	[VALUE_SECURITY_CONDITION] = security_condition_text,
	[VALUE_REFERENCE] = reference_value_text,
	[VALUE_LIFE_CYCLE] = life_cycle_value_text,
	[VALUE_SW] = sw_value_text,
	[VALUE_TRACK2] = track2_text,
	[VALUE_CVM_RULE] = cvm_rule_text,
	[VALUE_CVM] = cvm_text,
	[VALUE_PRIORITY] = priority_text,
	[VALUE_LOG_ENTRY] = log_entry_text,
	[VALUE_FASCN] = fascn_text,
	[VALUE_PIV_ALGORITHM] = piv_algorithm_text,
	[VALUE_KEY_REFERENCE] = key_reference_value_text,
	[VALUE_ALGORITHM] = algorithm_text,
	[VALUE_GP_OID] = gp_oid_text,
	[VALUE_KEY_COMPONENTS] = key_components_text,
	[VALUE_DAY] = production_day_text,
	[VALUE_COMMAND_DETAILS] = command_details_text,
	[VALUE_DEVICES] = devices_text,
	[VALUE_DURATION] = duration_text,
	[VALUE_RESULT] = result_text,
	[VALUE_CODED_TEXT] = coded_text_text,
	[VALUE_USSD] = ussd_text,
	[VALUE_ALPHA] = alpha_text,
	[VALUE_ITEM] = item_text,
	[VALUE_DIAL_NUMBER] = dial_number_text,
	[VALUE_LABELS] = labels_text,
	[VALUE_NEXT_ACTIONS] = next_actions_text,
	[VALUE_DESFIRE_RIGHTS] = desfire_rights_text,
	[VALUE_IP_ADDRESS] = ip_address_text,
	[VALUE_TIMESTAMP] = timestamp_text,
	[VALUE_SWAPPED_DIGITS] = swapped_digits_text,
	[VALUE_PLMN] = plmn_text,
	[VALUE_OPTIONAL] = optional_text,
	[VALUE_RECORD] = record_text,
	[VALUE_PRICE] = price_text,
	[VALUE_VALIDITY] = validity_text,
	[VALUE_NETWORK_NAME] = network_name_text,
	[VALUE_SERVER] = server_text,
	[VALUE_VERSION] = version_text,
};

void tlv_value_text(struct words *words, enum tlv_value kind, const struct tlv_data *data)
{
	if (texts[kind] != NULL)
		texts[kind](words, data);
}
