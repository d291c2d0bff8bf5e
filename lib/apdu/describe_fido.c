#include "apdu/describe_fido.h"

#include "tlv/basic_value.h"
#include "tlv/cbor.h"

/* Clauses are those of CTAP 2.1. */

/* 8.2 */
static const struct tlv_bits states[] = {
	{0, 0xFF, 0x00, "success"},
	{0, 0xFF, 0x01, "invalid command"},
	{0, 0xFF, 0x02, "invalid parameter"},
	{0, 0xFF, 0x03, "invalid length"},
	{0, 0xFF, 0x04, "invalid sequence"},
	{0, 0xFF, 0x05, "timeout"},
	{0, 0xFF, 0x06, "channel busy"},
	{0, 0xFF, 0x0A, "lock required"},
	{0, 0xFF, 0x0B, "invalid channel"},
	{0, 0xFF, 0x11, "unexpected type in CBOR"},
	{0, 0xFF, 0x12, "invalid CBOR"},
	{0, 0xFF, 0x14, "missing parameter"},
	{0, 0xFF, 0x15, "limit exceeded"},
	{0, 0xFF, 0x16, "unsupported extension"}, /* CTAP 2.0 */
	{0, 0xFF, 0x17, "fingerprint database full"},
	{0, 0xFF, 0x18, "large blob storage full"},
	{0, 0xFF, 0x19, "credential excluded"},
	{0, 0xFF, 0x21, "processing"},
	{0, 0xFF, 0x22, "invalid credential"},
	{0, 0xFF, 0x23, "waiting for user action"},
	{0, 0xFF, 0x24, "operation pending"},
	{0, 0xFF, 0x25, "no operations"},
	{0, 0xFF, 0x26, "unsupported algorithm"},
	{0, 0xFF, 0x27, "operation denied"},
	{0, 0xFF, 0x28, "key store full"},
	{0, 0xFF, 0x29, "not busy"},             /* CTAP 2.0 */
	{0, 0xFF, 0x2A, "no operation pending"}, /* CTAP 2.0 */
	{0, 0xFF, 0x2B, "unsupported option"},
	{0, 0xFF, 0x2C, "invalid option"},
	{0, 0xFF, 0x2D, "cancelled while keeping alive"},
	{0, 0xFF, 0x2E, "no credentials"},
	{0, 0xFF, 0x2F, "timeout waiting for user action"},
	{0, 0xFF, 0x30, "not allowed"},
	{0, 0xFF, 0x31, "PIN invalid"},
	{0, 0xFF, 0x32, "PIN blocked"},
	{0, 0xFF, 0x33, "PIN/UV authentication invalid"},
	{0, 0xFF, 0x34, "PIN/UV authentication blocked until power is cycled"},
	{0, 0xFF, 0x35, "PIN not set"},
	{0, 0xFF, 0x36, "PIN/UV authentication token required"},
	{0, 0xFF, 0x37, "PIN policy violation"},
	{0, 0xFF, 0x38, "PIN token expired"}, /* CTAP 2.0 */
	{0, 0xFF, 0x39, "request too large"},
	{0, 0xFF, 0x3A, "action timeout"},
	{0, 0xFF, 0x3B, "user presence required"},
	{0, 0xFF, 0x3C, "user verification blocked"},
	{0, 0xFF, 0x3D, "integrity failure"},
	{0, 0xFF, 0x3E, "invalid subcommand"},
	{0, 0xFF, 0x3F, "user verification invalid"},
	{0, 0xFF, 0x40, "permission not granted"},
	{0, 0xFF, 0x7F, "other error"},
	{0, 0xF0, 0xE0, "error of an extension"},
	{0, 0xF0, 0xF0, "error of the vendor"},
	{0},
};

/* RFC 9052, 7 */
static const struct cbor_key cose_key[] = {
	{1, "kty"}, {3, "alg"}, {-1, "crv"}, {-2, "x"}, {-3, "y"}, {0},
};

/* Web Authentication, 6.1: authenticator data */
static const struct tlv_bits flags[] = {
	{0, 0x01, 0x01, "user present (UP)"},
	{0, 0x04, 0x04, "user verified (UV)"},
	{0, 0x08, 0x08, "backup eligible (BE)"},
	{0, 0x10, 0x10, "backed up (BS)"},
	{0, 0x40, 0x40, "attested credential data (AT)"},
	{0, 0x80, 0x80, "extension data (ED)"},
	{0},
};
static const struct tlv_part authenticator_data[] = {
	{32, VALUE_OPAQUE, "rpIdHash"},
	{1, VALUE_BITS, "flags", flags},
	{4, VALUE_NUMBER, "signCount"},
	{0, VALUE_OPAQUE, "credential, extensions"},
	{0},
};

/* 6.1 */
static const struct cbor_key make_credential[] = {
	{1, "clientDataHash"},
	{2, "rp"},
	{3, "user"},
	{4, "pubKeyCredParams"},
	{5, "excludeList"},
	{6, "extensions"},
	{7, "options"},
	{8, "pinUvAuthParam"},
	{9, "pinUvAuthProtocol"},
	{10, "enterpriseAttestation"},
	{0},
};
static const struct cbor_key credential_made[] = {
	{1, "fmt"},          {2, "authData", .parts = authenticator_data},
	{3, "attStmt"},      {4, "epAtt"},
	{5, "largeBlobKey"}, {0},
};

/* 6.2, 6.3 */
static const struct cbor_key get_assertion[] = {
	{1, "rpId"},    {2, "clientDataHash"}, {3, "allowList"},         {4, "extensions"},
	{5, "options"}, {6, "pinUvAuthParam"}, {7, "pinUvAuthProtocol"}, {0},
};
static const struct cbor_key assertion[] = {
	{1, "credential"},          {2, "authData", .parts = authenticator_data},
	{3, "signature"},           {4, "user"},
	{5, "numberOfCredentials"}, {6, "userSelected"},
	{7, "largeBlobKey"},        {0},
};

/* 6.4 */
static const struct cbor_key information[] = {
	{1, "versions"},
	{2, "extensions"},
	{3, "aaguid"},
	{4, "options"},
	{5, "maxMsgSize"},
	{6, "pinUvAuthProtocols"},
	{7, "maxCredentialCountInList"},
	{8, "maxCredentialIdLength"},
	{9, "transports"},
	{10, "algorithms"},
	{11, "maxSerializedLargeBlobArray"},
	{12, "forcePINChange"},
	{13, "minPINLength"},
	{14, "firmwareVersion"},
	{15, "maxCredBlobLength"},
	{16, "maxRPIDsForSetMinPINLength"},
	{17, "preferredPlatformUvAttempts"},
	{18, "uvModality"},
	{19, "certifications"},
	{20, "remainingDiscoverableCredentials"},
	{21, "vendorPrototypeConfigCommands"},
	{0},
};

/* 6.5 */
static const struct cbor_key client_pin[] = {
	{1, "pinUvAuthProtocol"}, {2, "subCommand"}, {3, "keyAgreement", cose_key},
	{4, "pinUvAuthParam"},    {5, "newPinEnc"},  {6, "pinHashEnc"},
	{9, "permissions"},       {10, "rpId"},      {0},
};
static const struct cbor_key client_pin_answer[] = {
	{1, "keyAgreement", cose_key}, {2, "pinUvAuthToken"}, {3, "pinRetries"},
	{4, "powerCycleState"},        {5, "uvRetries"},      {0},
};

/* 6.7 */
static const struct cbor_key enrollment[] = {
	{1, "modality"},
	{2, "subCommand"},
	{3, "subCommandParams"},
	{4, "pinUvAuthProtocol"},
	{5, "pinUvAuthParam"},
	{6, "getModality"},
	{0},
};
static const struct cbor_key enrolled[] = {
	{1, "modality"},
	{2, "fingerprintKind"},
	{3, "maxCaptureSamplesRequiredForEnroll"},
	{4, "templateId"},
	{5, "lastEnrollSampleStatus"},
	{6, "remainingSamples"},
	{7, "templateInfos"},
	{8, "maxTemplateFriendlyName"},
	{0},
};

/* 6.8 */
static const struct cbor_key management[] = {
	{1, "subCommand"},
	{2, "subCommandParams"},
	{3, "pinUvAuthProtocol"},
	{4, "pinUvAuthParam"},
	{0},
};
static const struct cbor_key managed[] = {
	{1, "existingResidentCredentialsCount"},
	{2, "maxPossibleRemainingResidentCredentialsCount"},
	{3, "rp"},
	{4, "rpIDHash"},
	{5, "totalRPs"},
	{6, "user"},
	{7, "credentialID"},
	{8, "publicKey", cose_key},
	{9, "totalCredentials"},
	{10, "credProtect"},
	{11, "largeBlobKey"},
	{0},
};

/* 6.10 */
static const struct cbor_key large_blobs[] = {
	{1, "get"},
	{2, "set"},
	{3, "offset"},
	{4, "length"},
	{5, "pinUvAuthParam"},
	{6, "pinUvAuthProtocol"},
	{0},
};
static const struct cbor_key large_blobs_read[] = {{1, "config"}, {0}};

/* 6 */
static const struct fido_row {
	uint8_t command;
	const char *name;
	const struct cbor_key *parameters, *response;
} rows[] = {
	{0x01, "authenticatorMakeCredential", make_credential, credential_made},
	{0x02, "authenticatorGetAssertion", get_assertion, assertion},
	{0x04, "authenticatorGetInfo", NULL, information},
	{0x06, "authenticatorClientPIN", client_pin, client_pin_answer},
	{0x07, "authenticatorReset", NULL, NULL},
	{0x08, "authenticatorGetNextAssertion", NULL, assertion},
	{0x09, "authenticatorBioEnrollment", enrollment, enrolled},
	{0x0A, "authenticatorCredentialManagement", management, managed},
	{0x0B, "authenticatorSelection", NULL, NULL},
	{0x0C, "authenticatorLargeBlobs", large_blobs, large_blobs_read},
	{0x0D, "authenticatorConfig", management, NULL},
	{0x40, "authenticatorBioEnrollment, preview", enrollment, enrolled},
	{0x41, "authenticatorCredentialManagement, preview", management, managed},
};

static const struct fido_row *find(uint32_t command)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].command == command)
			return &rows[i];
	return NULL;
}

/* Adds the first byte with its name, and the map after it, of which more may come later. */
static void describe(const struct data_context *context, const char *name, const char *text,
                     const char *map, const struct cbor_key *keys, bool more)
{
	const struct data *data = context->data;
	node_id field = data_field(context, "");

	data_part(context, field, 0, 1, name, text);
	if (data->length > 1)
		describe_cbor(context->tree, field, map, data->bytes + 1, data->length - 1,
		              data->offset + 1, keys, more);
}

void describe_fido_command(const struct data_context *context)
{
	const struct fido_row *row = find(context->command->asked);

	if (context->command->next_part)
		data_field(context, "continued");
	else if (row == NULL)
		data_unknown(context);
	else
		describe(context, "command", row->name, "parameters", row->parameters,
		         context->command->cla.chaining);
}

enum { KEEPALIVE = 0x9100, MORE_DATA = 0x61 };

/* 11.3.7: while the authenticator is busy it returns what it waits for. */
static void describe_keepalive(const struct data_context *context)
{
	static const struct tlv_bits keepalives[] = {
		{0, 0xFF, 0x01, "processing"},
		{0, 0xFF, 0x02, "waiting for user presence"},
		{0},
	};
	static const struct tlv_part parts[] = {
		{1, VALUE_CODE, "keepalive status", keepalives},
		{0},
	};

	data_parts(context, parts);
}

/* It begins with a status, which a map may follow. */
static bool begins_response(const struct data *data)
{
	enum { MAP = 5 };

	return data->length == 1 || (data->bytes[0] == 0 && data->bytes[1] >> 5 == MAP);
}

void describe_fido_response(const struct data_context *context)
{
	const struct fido_row *row = find(context->command->asked);
	const struct tlv_data status = {.bytes = context->data->bytes, .length = 1, .bits = states};
	struct words text = {0};

	if (context->data->sw == KEEPALIVE) {
		describe_keepalive(context);
		return;
	}
	if (row == NULL || !begins_response(context->data)) {
		data_unknown(context);
		return;
	}
	code_text(&text, &status);
	describe(context, "status", text.text, "response", row->response,
	         context->data->sw >> 8 == MORE_DATA);
}
