#include "apdu/sim/sim_files.h"

#include "apdu/sim/sim_file_table.h"
#include "names/file_id.h"
#include "tlv/describe_tlv.h"
#include "tlv/ndef/ndef_container.h"
#include "tlv/ndef/ndef_message.h"

/* An unknown application is taken for a USIM. The numbers of a CSIM's own files mean nothing
 * else. */
static bool is_of(const struct sim_file *file, enum family family)
{
	enum family row = file->family;

	if (family == FAMILY_CSIM && file->directory == 0)
		return row == FAMILY_CSIM;
	if (family == FAMILY_NONE || family == FAMILY_UICC)
		return row == FAMILY_NONE || row == FAMILY_UICC || row == FAMILY_USIM;
	return row == FAMILY_NONE || family_covers(row, family);
}

/* Returns whether the file may be in the directory: in the DF of its row, or in one of the usual
 * ones, of which the MF contains only EFs with 2F as their first byte. */
static bool is_in(const struct sim_file *file, uint16_t directory)
{
	if (file->directory != 0 || directory == 0)
		return file->directory == directory;
	return directory == DF_TELECOM || directory == DF_GSM || directory == DF_DCS1800 ||
		directory == DF_CDMA || directory == ADF ||
		(directory == MF && file->file >> 8 == 0x2F);
}

/* An ISIM has few files in common with a USIM, and some of their short identifiers differ. */
static bool has_short(const struct sim_file *file, uint8_t sfi, uint16_t directory,
                      enum family family)
{
	bool known = directory == ADF ? family == FAMILY_USIM || family == FAMILY_ISIM :
					directory != 0 && family_base(family) == FAMILY_UICC;

	return known && file->sfi == sfi &&
		(directory != ADF || family != FAMILY_ISIM || file->family != FAMILY_NONE);
}

static const struct sim_file *const tables[] = {sim_files_3gpp, sim_files_3gpp2, sim_files_railway};

/* Returns the file that a command reads or updates; NULL if it is unknown. */
static const struct sim_file *find(const struct command *command)
{
	uint16_t directory = command->selected.directory;
	uint8_t sfi = apdu_short_identifier(&command->apdu);
	enum family family = file_directory_family(directory, command->family);

	if (family != FAMILY_NONE && family != FAMILY_SIM && family_base(family) != FAMILY_UICC)
		return NULL;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct sim_file *file = tables[i]; file->file != 0; file++) {
			bool meant = sfi == 0 ? file->file == command->selected.file :
						has_short(file, sfi, directory, family);

			if (meant && is_in(file, directory) && is_of(file, family))
				return file;
		}
	return NULL;
}

/* Returns true if the parts, repeated where they may be, end where the data ends. A part of length
 * 0 ends there. */
static bool fit(const struct tlv_part *parts, size_t length)
{
	const struct tlv_part *part = parts, *again = NULL;
	size_t at = 0;

	while (at < length) {
		part = part->name == NULL ? again : part;
		if (part == NULL)
			return false;
		again = part->again ? part : again;
		at += part->length != 0 ? part->length : length - at;
		part++;
	}
	return at == length;
}

/* ISO/IEC 7816-4:2005, 7.2.3, 7.3.3: true for offset 0 of a file, or one record of it. */
static bool is_at_start(const struct apdu *apdu)
{
	if (apdu->ins & 1)
		return false;
	if (apdu->ins == 0xB2 || apdu->ins == 0xDC)
		return (apdu->p2 & 7) >= 2 && (apdu->p2 & 7) <= 4;
	return (apdu->p1 == 0 || (apdu->p1 & 0x80) != 0) && apdu->p2 == 0;
}

/* Returns true if the data are whole objects and filling. A constructed one, such as the protection
 * schemes of EF.SUCI_Calc_Info, need not contain objects. */
static bool are_objects(const struct data *data)
{
	struct cursor cursor = cursor_start(data->bytes, data->length);
	bool any = false;

	while (cursor_left(&cursor) > 0) {
		size_t at, filling = tlv_padding(&cursor);
		struct tlv tlv;

		if (filling == 0 && tlv_read(&cursor, TLV_BER, &tlv, &at) != TLV_FINE)
			return false;
		any = any || filling == 0;
		cursor.at += filling;
	}
	return any;
}

static bool describe_objects(const struct data_context *context, uint16_t file)
{
	const struct data *data = context->data;
	const struct tlv_place place = {TLV_BER, TLV_NOWHERE, file, FAMILY_UICC, data->offset};

	if (!are_objects(data))
		return false;
	(void)describe_tlv(context->tree, data_field(context, ""), data->bytes, data->length,
	                   &place);
	return true;
}

/* Returns false, with nothing added, for bytes that are not all of the file or record. */
static bool describe_contents(const struct data_context *context, const struct sim_file *file)
{
	if (file->describe != NULL)
		return file->describe(context);
	if (file->objects != 0)
		return describe_objects(context, file->objects);
	if (!fit(file->parts, context->data->length))
		return false;
	data_parts(context, file->parts);
	return true;
}

enum { READ_BINARY = 0xB0, UPDATE_BINARY = 0xD6 };

/* Describes the capability container of a type 4 tag, or its NDEF file, read or written from the
 * start or from the start of the message. Returns false, with nothing added, for anything else. */
static bool describe_tag_file(const struct data_context *context)
{
	const struct command *command = context->command;
	const struct data *data = context->data;
	const struct tlv_data value = {.bytes = data->bytes,
	                               .length = data->length,
	                               .family = FAMILY_NDEF,
	                               .offset = data->offset};
	size_t offset = (size_t)command->apdu.p1 << 8 | command->apdu.p2;
	size_t length_bytes = apdu_ndef_length_bytes(command->family, &command->selected);

	if (command->family != FAMILY_NDEF ||
	    (command->apdu.ins != READ_BINARY && command->apdu.ins != UPDATE_BINARY))
		return false;
	if (command->selected.file == NDEF_CONTAINER && offset == 0)
		ndef_container_details(context->tree, data_field(context, ""), &value);
	else if (length_bytes > 0 && offset == 0)
		ndef_file_details(context->tree, data_field(context, ""), &value, length_bytes);
	else if (length_bytes > 0 && offset == length_bytes &&
	         ndef_begins(data->bytes, data->length))
		ndef_message_details(context->tree, data_field(context, ""), &value);
	else
		return false;
	return true;
}

void sim_file_describe(const struct data_context *context)
{
	const struct sim_file *file = find(context->command);

	if (describe_tag_file(context))
		return;
	if (!is_at_start(&context->command->apdu) || file == NULL ||
	    !describe_contents(context, file))
		data_unknown(context);
}
