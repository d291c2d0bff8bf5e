#include "apdu/describe_fido.h"

#include "tlv/basic_value.h"
#include "tlv/cbor.h"
#include "tlv/tlv_fields.h"

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
	{0, 0xFF, 0x2D, "keepalive cancelled"},
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
	{0, 0xF0, 0xE0, "extension-specific error"},
	{0, 0xF0, 0xF0, "vendor-specific error"},
	{0},
};

/* RFC 9052, 7, and the IANA registries for COSE */
static const struct cbor_name cose_types[] = {{1, "OKP"}, {2, "EC2"}, {3, "RSA"}, {0}};
static const struct cbor_name cose_algorithms[] = {
	{-7, "ES256"},  {-8, "EdDSA"},  {-25, "ECDH-ES + HKDF-256"},
	{-35, "ES384"}, {-36, "ES512"}, {0},
};
static const struct cbor_name cose_curves[] = {
	{1, "P-256"}, {2, "P-384"}, {3, "P-521"}, {4, "X25519"}, {6, "Ed25519"}, {0},
};
static const struct cbor_name cose_key[] = {
	{1, "kty", .values = cose_types},
	{3, "alg", .values = cose_algorithms},
	{-1, "crv", .values = cose_curves},
	{-2, "x"},
	{-3, "y"},
	{0},
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

static void add_map(struct tlv_fields *fields, const char *name, const struct cbor_name *keys)
{
	const struct tlv_data *data = fields->data;

	if (!fields->cut && fields->at < data->length)
		fields->at += describe_cbor_item(
			fields->tree, fields->parent, name, data->bytes + fields->at,
			data->length - fields->at, data->offset + fields->at, keys, false);
}

static void add_parts(struct tlv_fields *fields, const struct tlv_part *part)
{
	for (; part->name != NULL; part++)
		(void)tlv_fields_add(fields, part);
}

/* Web Authentication, 6.5.1 */
static void add_credential(struct tlv_fields *fields)
{
	static const struct tlv_part parts[] = {
		{16, VALUE_OPAQUE, "aaguid"},
		{2, VALUE_NUMBER, "credentialIdLength"},
		{0},
	};

	add_parts(fields, parts);
	if (fields->cut)
		return;
	const uint8_t *end = fields->data->bytes + fields->at;
	unsigned length = (unsigned)(end[-2] << 8 | end[-1]);
	if (length > 0)
		(void)tlv_fields_text(fields, length, "credentialId", "");
	add_map(fields, "credentialPublicKey", cose_key);
}

static void describe_authenticator_data(struct tree *tree, node_id field,
                                        const struct tlv_data *data)
{
	enum { FLAGS_AT = 32, ATTESTED = 0x40, EXTENSIONS = 0x80 };
	static const struct tlv_part parts[] = {
		{32, VALUE_OPAQUE, "rpIdHash"},
		{1, VALUE_BITS, "flags", flags},
		{4, VALUE_NUMBER, "signCount"},
		{0},
	};
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	uint8_t present = data->length > FLAGS_AT ? data->bytes[FLAGS_AT] : 0;

	add_parts(&fields, parts);
	if (present & ATTESTED)
		add_credential(&fields);
	if (present & EXTENSIONS)
		add_map(&fields, "extensions", NULL);
	tlv_fields_rest(&fields, "", "more than the standard defines");
}

/* 6.1 */
static const struct cbor_name make_credential[] = {
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
	{11, "attestationFormatsPreference"}, /* CTAP 2.2 */
	{0},
};
static const struct cbor_name credential_made[] = {
	{1, "fmt"},          {2, "authData", .describe = describe_authenticator_data},
	{3, "attStmt"},      {4, "epAtt"},
	{5, "largeBlobKey"}, {6, "unsignedExtensionOutputs"},
	/* CTAP 2.2 */ {0},
};

/* 6.2, 6.3 */
static const struct cbor_name get_assertion[] = {
	{1, "rpId"},    {2, "clientDataHash"}, {3, "allowList"},         {4, "extensions"},
	{5, "options"}, {6, "pinUvAuthParam"}, {7, "pinUvAuthProtocol"}, {0},
};
static const struct cbor_name assertion[] = {
	{1, "credential"},          {2, "authData", .describe = describe_authenticator_data},
	{3, "signature"},           {4, "user"},
	{5, "numberOfCredentials"}, {6, "userSelected"},
	{7, "largeBlobKey"},        {0},
};

/* 6.4 */
static const struct cbor_name information[] = {
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
	{22, "attestationFormats"}, /* this and the rest: CTAP 2.2 */
	{23, "uvCountSinceLastPinEntry"},
	{24, "longTouchForReset"},
	{25, "encIdentifier"},
	{26, "transportsForReset"},
	{27, "pinComplexityPolicy"},
	{28, "pinComplexityPolicyURL"},
	{29, "maxPINLength"},
	{30, "encCredStoreState"}, /* CTAP 2.3 */
	{31, "authenticatorConfigCommands"},
	{0},
};

/* 6.5 */
static const struct cbor_name pin_commands[] = {
	{1, "getPINRetries"},
	{2, "getKeyAgreement"},
	{3, "setPIN"},
	{4, "changePIN"},
	{5, "getPinToken"},
	{6, "getPinUvAuthTokenUsingUvWithPermissions"},
	{7, "getUVRetries"},
	{9, "getPinUvAuthTokenUsingPinWithPermissions"},
	{0},
};
static const struct cbor_name client_pin[] = {
	{1, "pinUvAuthProtocol"},
	{2, "subCommand", .values = pin_commands},
	{3, "keyAgreement", cose_key},
	{4, "pinUvAuthParam"},
	{5, "newPinEnc"},
	{6, "pinHashEnc"},
	{9, "permissions"},
	{10, "rpId"},
	{0},
};
static const struct cbor_name client_pin_response[] = {
	{1, "keyAgreement", cose_key}, {2, "pinUvAuthToken"}, {3, "pinRetries"},
	{4, "powerCycleState"},        {5, "uvRetries"},      {0},
};

/* 6.7 */
static const struct cbor_name enrollment_commands[] = {
	{1, "enrollBegin"},
	{2, "enrollCaptureNextSample"},
	{3, "cancelCurrentEnrollment"},
	{4, "enumerateEnrollments"},
	{5, "setFriendlyName"},
	{6, "removeEnrollment"},
	{7, "getFingerprintSensorInfo"},
	{0},
};
static const struct cbor_name enrollment_parameters[] = {
	{1, "templateId"},
	{2, "templateFriendlyName"},
	{3, "timeoutMilliseconds"},
	{0},
};
static const struct cbor_name enrollment[] = {
	{1, "modality"},
	{2, "subCommand", .values = enrollment_commands},
	{3, "subCommandParams", enrollment_parameters},
	{4, "pinUvAuthProtocol"},
	{5, "pinUvAuthParam"},
	{6, "getModality"},
	{0},
};
static const struct cbor_name enrolled[] = {
	{1, "modality"},
	{2, "fingerprintKind"},
	{3, "maxCaptureSamplesRequiredForEnroll"},
	{4, "templateId"},
	{5, "lastEnrollSampleStatus"},
	{6, "remainingSamples"},
	{7, "templateInfos", enrollment_parameters},
	{8, "maxTemplateFriendlyName"},
	{0},
};

/* 6.8 */
static const struct cbor_name management_commands[] = {
	{1, "getCredsMetadata"},
	{2, "enumerateRPsBegin"},
	{3, "enumerateRPsGetNextRP"},
	{4, "enumerateCredentialsBegin"},
	{5, "enumerateCredentialsGetNextCredential"},
	{6, "deleteCredential"},
	{7, "updateUserInformation"},
	{0},
};
static const struct cbor_name management_parameters[] = {
	{1, "rpIDHash"},
	{2, "credentialID"},
	{3, "user"},
	{0},
};
static const struct cbor_name management[] = {
	{1, "subCommand", .values = management_commands},
	{2, "subCommandParams", management_parameters},
	{3, "pinUvAuthProtocol"},
	{4, "pinUvAuthParam"},
	{0},
};
static const struct cbor_name managed[] = {
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
	{12, "thirdPartyPayment"}, /* CTAP 2.2 */
	{0},
};

/* 6.10 */
static const struct cbor_name large_blobs[] = {
	{1, "get"},
	{2, "set"},
	{3, "offset"},
	{4, "length"},
	{5, "pinUvAuthParam"},
	{6, "pinUvAuthProtocol"},
	{0},
};
static const struct cbor_name large_blobs_read[] = {{1, "config"}, {0}};

/* 6.11 */
static const struct cbor_name configuration_commands[] = {
	{1, "enableEnterpriseAttestation"},
	{2, "toggleAlwaysUv"},
	{3, "setMinPINLength"},
	{0},
};
static const struct cbor_name configuration_parameters[] = {
	{1, "newMinPINLength"},
	{2, "minPinLengthRPIDs"},
	{3, "forceChangePin"},
	{0},
};
static const struct cbor_name configuration[] = {
	{1, "subCommand", .values = configuration_commands},
	{2, "subCommandParams", configuration_parameters},
	{3, "pinUvAuthProtocol"},
	{4, "pinUvAuthParam"},
	{0},
};

/* 6 */
static const struct fido_row {
	uint8_t command;
	const char *name;
	const struct cbor_name *parameters, *response;
} rows[] = {
	{0x01, "authenticatorMakeCredential", make_credential, credential_made},
	{0x02, "authenticatorGetAssertion", get_assertion, assertion},
	{0x04, "authenticatorGetInfo", NULL, information},
	{0x06, "authenticatorClientPIN", client_pin, client_pin_response},
	{0x07, "authenticatorReset", NULL, NULL},
	{0x08, "authenticatorGetNextAssertion", NULL, assertion},
	{0x09, "authenticatorBioEnrollment", enrollment, enrolled},
	{0x0A, "authenticatorCredentialManagement", management, managed},
	{0x0B, "authenticatorSelection", NULL, NULL},
	{0x0C, "authenticatorLargeBlobs", large_blobs, large_blobs_read},
	{0x0D, "authenticatorConfig", configuration, NULL},
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
                     const char *map, const struct cbor_name *keys, bool more)
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

	if (row == NULL)
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
