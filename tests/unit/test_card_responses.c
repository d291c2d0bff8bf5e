/* Responses of real cards that others have published. The expected text was derived from the
 * standards, not from our own output: PATH=TEXT are the name and the text of a field or detail, in
 * the order in which they must appear. */
#include "test.h"
#include "from_hex.h"
#include "selected.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"
#include "base/bytes.h"

enum { WANTED = 14 };

struct sample {
	const char *origin; /* where it was published */
	const char *aid;    /* of the application selected before, or NULL */
	const char *command, *response;
	unsigned unknown; /* objects in it that no standard defines */
	const char *want[WANTED];
};

#define ANDROIDCRYPTO "androidcrypto's NFC EMV card logs"
#define STRIPE "a terminal kit's test cards (PPC MCD 01 v2)"
#define EMV_BERTLV "tests of emv-bertlv"
#define GPPRO "tests of GlobalPlatformPro"
#define OPENJAVACARD "tests of openjavacard-tools"
#define CANOKEY "debugging log of a CanoKey"
#define YUBIKEY "GET DATA of a YubiKey 5, tests of openpgp-card"
#define OPENKEYCHAIN "a YubiKey NEO in tests of OpenKeychain"
#define PYMRTD "ICAO Doc 9303-4, appendix B, in tests of pymrtd"
#define ONAP "tests of DMRTD"
#define NFCPASSPORT "tests of NFCPassportReader"
#define ANDROID "Android's tests of eUICCs"
#define LPAC "documentation of lpac"
#define ENCODED "examples for GSMA SGP.22, annex H, encoded with asn1tools"
#define MOZILLA "Mozilla's tests of the SIM toolkit"
#define SIMTRACE "a SIM's traffic, published with a simulator of one"
#define ALFA "a menu seen on a SIM of Alfa"
#define OSMOCOM "tests of Osmocom's softsim"
#define USIM_JS "files of a USIM, published with a simulator of one"
#define PROFILE "tests of an encoder of eUICC profiles"
#define TARJETA "a transport card's session with its server"
#define NFCTOOL "README of nfctool"
#define EMV_UTILS "tests of emv-utils"
#define KEYPLE "tests of Keyple's Calypso library"
#define DOC9303 "ICAO Doc 9303-11, appendices D and G"
#define PYSIM "tests of pySim"
#define YUBICO "Yubico's PIV extensions, GET METADATA"
#define GP_SELECT "GlobalPlatform Card Specification 2.3.1, 11.9: the default selected application"
#define FIDO "FIDO U2F raw messages and CTAP"

static const char visa[] = "A0000000031010", mastercard[] = "A0000000041010",
		  isd[] = "A000000151000000", openpgp[] = "D27600012401",
		  piv[] = "A000000308000010000100", emrtd[] = "A0000002471001",
		  usim[] = "A0000000871002", pse[] = "315041592E5359532E4444463031",
		  calypso[] = "315449432E49434131", fido[] = "A0000006472F0001",
		  isdr[] = "A0000005591010FFFFFFFF8900000100", aram[] = "A00000015141434C00";

static const struct sample samples[] = {
	{GP_SELECT,
         NULL,
         "00A4040000",
         "6F108408A000000151000000A5049F6501FF9000",
         0,
         {"84=DF name: GlobalPlatform issuer security domain",
          "9F65=maximum length of a command's data: 255"}},
	{"an access rule of CoIMS, and pySim's names",
         aram,
         "80CAFF4000",
         "FF4031E22FE11E4F06FFFFFFFFFFFFC114E46872F28B350B7E1F140DE535C2A8D5804F0BE3E30DD00101DB08"
         "00000000000000019000",
         0,
         {"FF40=all access rules", "E2=REF-AR-DO", "E1=REF-DO",
          "4F=AID: proprietary application, not registered",
          "C1=hash of the application's certificate", "E3=AR-DO",
          "D0=access by APDUs: never (00), always (01), or filters with masks", "DB=permissions",
          "byte 8 b1=carrier privileges"}},
	{PYSIM,
         aram,
         "80CADF2000",
         "DF20080102030405060708"
         "9000",
         0,
         {"DF20=refresh tag"}},
	{PYSIM,
         aram,
         "80CADF2100",
         "DF2107E505E6030101009000",
         0,
         {"DF21=configuration data", "E5=ARA-M configuration",
          "E6=version of the device interface: 1.1.0"}},
	{"GSMA SGP.32, 5.9.18, as pySim reads it",
         isdr,
         "80E2910003BF5500",
         "BF5520A01E301C800765696D2E6F7267810765696D2E6F7267820102830105870206C09000",
         0,
         {"BF55=eIM configuration data", "A0=eIM configurations", "80=eIM identifier: \"eim.org\"",
          "81=domain name of the eIM: \"eim.org\"", "82=type of identifier: domain name",
          "83=counter value: 5", "87=protocols supported", "byte 2 b8=retrieval with HTTPS",
          "byte 2 b7=retrieval with CoAPs"}},
	{YUBICO,
         piv,
         "00F7009B00",
         "010103020200010501019000",
         0,
         {"01=algorithm: 3-key triple DES", "02=policy", "PIN policy=default", "touch policy=never",
          "05=default value: yes"}},
	{YUBICO,
         piv,
         "00F7009E00",
         "0101110202010303010204058603040102 9000",
         0,
         {"01=algorithm: ECC P-256", "PIN policy=never", "touch policy=cached for 15 s",
          "03=origin: imported", "04=public key", "86=public point"}},
	{YUBICO,
         piv,
         "00F7008000",
         "0501000602 0302 9000",
         0,
         {"05=default value: no", "06=retry counter", "total tries=3", "tries left=2"}},
	{"ykman's management data of PIV",
         piv,
         "00CB3FFF055C035FFF0000",
         "531D801B810103821000112233445566778899AABBCCDDEEFF83045F0000009000",
         0,
         {"80=management data", "b1=PUK blocked", "b2=management key stored, protected by the PIN",
          "83=time of the PIN's last change: 2020-07-04 04:05:20 UTC"}},
	{"OpenPGP card 3.4, 7.2.14: the command, sent back",
         openpgp,
         "00CA00B600",
         "B6009000",
         0,
         {"B6=signature key, empty"}},
	{"ISO/IEC 7816-4:2005, 8.2.1.1 (EF.ATR) and tables 85 to 88; 2013, 12.7.1",
         NULL,
         "00B0000000",
         "4301B8 4703009641 7F6608020204000202 0100 9000",
         0,
         {"b8=application selection by full DF name", "b6=BER-TLV data objects in EF.DIR",
          "b5=BER-TLV data objects in EF.ATR",
          "b4-b2=EF.DIR and EF.ATR read by READ BINARY (transparent)", "b1=with MF",
          "byte 2 b8=EFs of TLV structure", "byte 2 b7-b6=write functions: one-time write",
          "byte 2 b5=FF as first byte of a BER-TLV tag: valid (long private tag)",
          "byte 3 b7=extended Lc and Le", "byte 3 b3-b1=at most 2 logical channels",
          "02=maximum length of a command or response: 1024",
          "02=maximum length of a command or response: 256"}},
	{"ISO/IEC 7816-11, table C.1, in a face's header",
         emrtd,
         "00B0000000",
         "75277F61240201017F601EA119850820260101203601018602010187020101880200088101025F2E00 9000",
         0,
         {"A1=biometric header template", "85=validity period", "86=creator of the data",
          "87=format owner", "88=format type", "81=biometric type: face"}},
	{"ICAO Doc 9303-10, table 46: other names",
         emrtd,
         "00B0000000",
         "6B105C025F0FA00A0201015F0F04583C3C59 9000",
         0,
         {"A0=list of other names", "02=number of other names: 1", "5F0F=other names: \"X<<Y\""}},
	{"Yubico's PIV extensions, GET VERSION",
         piv,
         "00FD000000",
         "0504039000",
         0,
         {"major version=5", "minor version=4", "patch level=3"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A4040007A000000003101000",
         "6f5d8407a0000000031010a5525010564953412044454249542020202020208701029f38189f66049f02069f0"
         "3"
         "069f1a0295055f2a029a039c019f37045f2d02656ebf0c1a9f5a0531082608269f0a080001050100000000bf6"
         "3"
         "04df2001809000",
         2,
         {"6F=FCI template", "84=DF name: Visa credit/debit", "A5=FCI proprietary template",
          "87=application priority indicator: 2", "9F38=PDOL",
          "9F66=terminal transaction qualifiers, 4 bytes",
          "95=terminal verification results, 5 bytes", "5F2A=transaction currency code, 2 bytes",
          "5F2D=language preference: \"en\"", "BF0C=FCI issuer discretionary data",
          "9F5A=application program identifier"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A4040007A000000004101000",
         "6f528407a0000000041010a54750104465626974204d6173746572436172649f12104465626974204d6173746"
         "5"
         "72436172648701019f1101015f2d046465656ebf0c119f0a04000101019f6e07028000003030009000",
         0,
         {"84=DF name: Mastercard", "50=application label: \"Debit MasterCard\"",
          "9F12=application preferred name: \"Debit MasterCard\"",
          "87=application priority indicator: 1", "9F11=issuer code table index: 01",
          "5F2D=language preference: \"deen\"",
          "9F0A=application selection registered proprietary data", "9F6E=third party data"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A4040009D27600002547410100",
         "6f4a8409d27600002547410100a53d50086769726f636172648701019f38099f33029f35019f40015f2d04646"
         "5"
         "656ebf0c1a9f4d02190a9f6e07028000003030009f0a0800010501000000009000",
         0,
         {"84=DF name: girocard", "50=application label: \"girocard\"",
          "9F33=terminal capabilities, 2 bytes", "9F40=additional terminal capabilities, 1 byte",
          "9F4D=log entry: SFI 25, 10 records", "9F6E=data of the payment scheme"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A404000E325041592E5359532E444446303100",
         "6f2b840e325041592e5359532e4444463031a519bf0c1661144f07a00000000310109f0a08000105010000000"
         "0"
         "9000",
         0,
         {"84=DF name: EMV contactless PPSE (2PAY.SYS.DDF01)", "61=application template",
          "4F=application identifier (AID): Visa credit/debit"}},
	{ANDROIDCRYPTO,
         visa,
         "80A8000002830000",
         "77478202200057134921828094896752d25022013650000000000f5f3401009f100706040a03a020009f2608c"
         "c"
         "297291b6d757e49f2701809f360203639f6c0216009f6e04207000009000",
         0,
         {"77=response template, format 2", "82=application interchange profile",
          "byte 1 b6=dynamic data authentication (DDA)",
          "57=track 2 equivalent data: account 4921828094896752, expires 2025-02, service code 201",
          "9F27=cryptogram information data: ARQC, online authorisation requested",
          "9F36=application transaction counter (ATC): 867", "9F6C=card transaction qualifiers",
          "byte 1 b5=switch interface if offline data authentication fails",
          "byte 1 b2=switch interface for cashback", "9F6E=form factor indicator"}},
	{EMV_BERTLV,
         NULL,
         "00A4040007A000000004101000",
         "6F1C8407A0000000041010A511500F505043204D43442030342020763230 9000",
         0,
         {"84=DF name: Mastercard", "50=application label: \"PPC MCD 04  v20\""}},
	{STRIPE,
         NULL,
         "00A4040007A000000004101000",
         "6F3B8407A0000000041010A530500F505043204D43442030312076322032BF0C1C5F5019494343534F4C205C2"
         "A"
         "2F204D43443031205C2A2F2076322E329000",
         0,
         {"BF0C=FCI issuer discretionary data",
          "5F50=issuer URL: \"ICCSOL \\*/ MCD01 \\*/ v2.2\""}},
	{STRIPE,
         mastercard,
         "80A8000002830000",
         "7716820259809410080101001001010118010200200102009000",
         0,
         {"82=application interchange profile", "byte 1 b7=static data authentication (SDA)",
          "byte 1 b5=cardholder verification",
          "byte 1 b4=terminal risk management is to be performed", "94=application file locator",
          "SFI 1=record 1, none for offline data authentication",
          "SFI 2=record 1, 1 for offline data authentication",
          "SFI 3=records 1 to 2, none for offline data authentication",
          "SFI 4=records 1 to 2, none for offline data authentication"}},
	{STRIPE,
         mastercard,
         "00B2010C00",
         "707C9F6C0200019F62060000003800009F630600000000E0E0563B42353431333333303038393630303031"
         "305E5449502F504159504153535E3235313232303130303030303030303030303030303030303030303030"
         "9F6401039F6502000E9F66020E709F6B135413330089600010D25122019000990000000F9F6701039000",
         0,
         {"9F6C=mag-stripe application version number, card: 1", "9F62=PCVC3, track 1",
          "9F63=PUNATC, track 1",
          "56=track 1 data: \"B5413330089600010^TIP/PAYPASS^25122010000000000000000000000\"",
          "9F64=NATC, track 1: 3", "9F65=PCVC3, track 2", "9F66=PUNATC, track 2",
          "9F6B=track 2 data: account 5413330089600010, expires 2025-12, service code 201",
          "9F67=NATC, track 2: 3"}},
	{STRIPE,
         mastercard,
         "00B2011400",
         "7081AD57115413330089600010D251220101234091725A0854133300896000105F200C455445432F504159504"
         "1"
         "53535F24032512315F25030401015F280200565F3401018C219F02069F03069F1A0295055F2A029A039C019F3"
         "7"
         "049F35019F45029F4C089F34038D0C910A8A0295059F37049F4C088E0E000000000000000042035E031F039F0"
         "7"
         "02FF009F080200029F0D0500000000009F0E0500000000009F0F0500000000009F420209789F4A01829000",
         0,
         {"5A=primary account number: 5413330089600010", "5F20=cardholder name: \"ETEC/PAYPASS\"",
          "5F24=application expiration date: 2025-12-31",
          "5F25=application effective date: 2004-01-01", "5F28=issuer country code: Belgium",
          "8C=CDOL1", "9F34=CVM results, 3 bytes", "8D=CDOL2",
          "rule=enciphered PIN checked online, if the terminal supports it; else the next rule",
          "rule=signature, if the terminal supports it; else the next rule",
          "rule=no CVM required, if the terminal supports it; else fail",
          "byte 1 b1=valid at terminals other than ATMs",
          "9F42=application currency code: EUR, Euro", "82=application interchange profile"}},
	{YUBIKEY,
         openpgp,
         "00CA006E00",
         "6e8201374f10d27600012401030400061601918000005f520800730000e00590007f740381012073820110c00"
         "a"
         "7d000bfe080000ff0000c106010800001100c206010800001100c306010800001100da06010800001100c407f"
         "f"
         "7f7f7f030003"
         "c550"
         "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "c650"
         "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "cd1000000000000000000000000000000000de0801000200030081027f660802020bfe02020bfed6020020d70"
         "2"
         "0020d8020020d90200209000",
         0,
         {"4F=application identifier (AID): OpenPGP card", "C0=extended capabilities",
          "b7=GET CHALLENGE", "maximum length of GET CHALLENGE=3070",
          "C1=algorithm attributes, signature: RSA 2048, exponent of 17 bits, import of e p q",
          "DA=algorithm attributes, attestation (YubiKey): RSA 2048, exponent of 17 bits, import "
          "of "
          "e p q",
          "maximum length of PW3=127", "tries left for PW1=3",
          "tries left for the resetting code=0", "signature key=not set", "status=imported",
          "02=maximum length of a command or response: 3070", "D6=user interaction, signature",
          "byte 1=disabled"}},
	{OPENKEYCHAIN,
         openpgp,
         "00CA006E00",
         "6e81de4f10d27600012401020000060364311500005f520f0073000080000000000000000000007381b7c00af"
         "0"
         "0000ff04c000ff00ffc106010800001103c206010800001103c306010800001103c407007f7f7f030303c53c4"
         "e"
         "c5fee25c4e89654d58cad8492510a89d3c3d8468da7b24e15bfc624c6a792794f15b7599915f703aab55ed254"
         "2"
         "4d60b17026b7b06c6ad4b9be30a3c63c000000000000000000000000000000000000000000000000000000000"
         "0"
         "00000000000000000000000000000000000000000000000000000000000000cd0c59cd0f2a59cd0af059cd0c9"
         "5"
         "9000",
         0,
         {"C0=extended capabilities", "b8=secure messaging", "b5=PW status can be changed",
          "maximum length of GET CHALLENGE=255",
          "C3=algorithm attributes, authentication: RSA 2048, exponent of 17 bits, import of e p q "
          "n "
          "and CRT",
          "validity=PW1 is valid for one signature", "C5=fingerprints",
          "CD=times of key generation", "signature key=2017-09-28 15:03:06 UTC",
          "decryption key=2017-09-28 14:45:04 UTC", "authentication key=2017-09-28 14:52:05 UTC"}},
	{YUBIKEY,
         openpgp,
         "00CA00C400",
         "FF7F7F7F030003 9000",
         0,
         {"maximum length of PW1=127", "tries left for PW1=3", "tries left for PW3=3"}},
	{YUBIKEY,
         openpgp,
         "00CA00C000",
         "7D000BFE080000FF0000 9000",
         0,
         {"features=", "b7=GET CHALLENGE", "maximum length of a certificate=2048"}},
	{YUBIKEY,
         openpgp,
         "00CA00C100",
         "010800001100 9000",
         0,
         {"data=RSA 2048, exponent of 17 bits, import of e p q"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A4040007A000000003101000",
         "6f5a8407a0000000031010a54f500e48564220566973612044656269748701015f2d086465656e667269749f3"
         "818"
         "9f66049f02069f03069f1a0295055f2a029a039c019f3704bf0c139f5a0531097802769f0a080001050100000"
         "0009000",
         0,
         {"50=application label: \"HVB Visa Debit\"", "5F2D=language preference: \"deenfrit\"",
          "9F38=PDOL", "9A=transaction date, 3 bytes", "9F5A=application program identifier"}},
	{"tests of a BER-TLV library",
         NULL,
         "00A4040007A000000003101000",
         "6F348407A0000000031010A5299F381B9F66049F02069F03069F1A0295055F2A029A039C019F37049F4E14BF0"
         "C08"
         "9F5A0540070207029000",
         0,
         {"9F38=PDOL", "9F4E=merchant name and location, 20 bytes",
          "9F5A=application program identifier"}},
	{"a simulated Visa test card",
         NULL,
         "00A4040007A000000003101000",
         "6F3E8407A0000000031010A533500B56495341204352454449549F38189F66049F02069F03069F1A0295055F2"
         "A02"
         "9A039C019F3704BF0C089F5A0500084008409000",
         0,
         {"50=application label: \"VISA CREDIT\"", "9F38=PDOL",
          "9F5A=application program identifier"}},
	{"a simulated Visa test card",
         visa,
         "00B2031C00",
         "70145A0847617390010101195F24032412315F3401019000",
         0,
         {"70=record template", "5A=primary account number: 4761739001010119",
          "5F24=application expiration date: 2024-12-31", "5F34=PAN sequence number: 01"}},
	{"a simulated Visa test card",
         NULL,
         "00A404000E325041592E5359532E444446303100",
         "6F2D840E325041592E5359532E4444463031A51BBF0C1861164F07A0000000031010500B56495341204352454"
         "449"
         "549000",
         0,
         {"BF0C=FCI issuer discretionary data", "61=application template",
          "4F=application identifier (AID): Visa credit/debit",
          "50=application label: \"VISA CREDIT\""}},
	{STRIPE,
         NULL,
         "00A404000E325041592E5359532E444446303100",
         "6F23840E325041592E5359532E4444463031A511BF0C0E610C4F07A00000000410108701019000",
         0,
         {"61=application template", "4F=application identifier (AID): Mastercard",
          "87=application priority indicator: 1"}},
	{ANDROIDCRYPTO,
         NULL,
         "00A4040007A000000004101000",
         "6F3B8407A0000000041010A530500A4D43454E4742524742505F2D02656E8701019F1101019F120D6D6320656"
         "E20"
         "67627220676270BF0C059F4D020B0A9000",
         0,
         {"50=application label: \"MCENGBRGBP\"", "5F2D=language preference: \"en\"",
          "9F12=application preferred name: \"mc en gbr gbp\"",
          "9F4D=log entry: SFI 11, 10 records"}},
	{"the captures of a terminal for D600 cards",
         isd,
         "80CA00E000",
         "E012C00401018010C00402018010C004030180109000",
         0,
         {"key identifier=1", "key version=1", "components=DES, mode known implicitly, 16 bytes",
          "key identifier=3"}},
	{"tests of a GlobalPlatform library (P71)",
         isd,
         "80CA006600",
         "663f733d06072a864886fc6b01600c060a2a864886fc6b02020201630906072a864886fc6b03640b06092a864"
         "886"
         "fc6b040360660c060a2b060104012a026e01029000",
         0,
         {"06=object identifier: 1.2.840.114283.2.2.2.1, GlobalPlatform version 2.2.1",
          "06=object identifier: 1.2.840.114283.4.3.96, SCP03, option 60"}},
	{OPENJAVACARD,
         isd,
         "80CA9F7F00",
         "9F7F2A47906B644700E4D80300816500485399064800000000000000005758594E4E4E4E4E000000000000000"
         "0"
         "9000",
         0,
         {"operating system release date=not a valid date",
          "IC fabrication date=day 165 of a year ending in 8",
          "pre-personalization equipment=\"NNNN\""}},
	{"a supplementary security domain, tests of a card tool",
         NULL,
         "00A4040009A0000001515350410100",
         "6F118409A00000015153504101A5049F6501FF9000",
         0,
         {"84=DF name: GlobalPlatform supplementary security domain",
          "9F65=maximum length of a command's data: 255"}},
	{"GSA ICAM test card 1",
         piv,
         "00CB3FFF055C035FC10200",
         "531B3019D13810D828AB6C10C339E5A1685A08C92ADE0A6184E739C3E79000",
         0,
         {"30=FASC-N: agency 4700, system 0256, credential 001337, person 1234567890"}},
	{"tests of NFCPassportReader for iOS",
         emrtd,
         "00B09E0000",
         "60185f0104303130375f36063034303030305c066175656b6c6f9000",
         0,
         {"5F01=LDS version: \"0107\"", "65=EF.DG5, displayed portrait",
          "6F=EF.DG15, active authentication public key"}},
	{"tests of a passport parser",
         emrtd,
         "00B09E0000",
         "60165F0104303130375F36063034303030305C046175766C9000",
         0,
         {"61=EF.DG1, machine readable zone", "75=EF.DG2, face", "76=EF.DG4, irises",
          "6C=EF.DG12, document details"}},
	{"a German passport's EF.CardAccess, tests of an app",
         emrtd,
         "00B09C0000",
         "3134300d060804007f0007020202020101300f060a04007f000702020302020201013012060a04007f0007020"
         "204"
         "020202010202010d9000",
         0,
         {"06=object identifier: 0.4.0.127.0.7.2.2.2, terminal authentication",
          "06=object identifier: 0.4.0.127.0.7.2.2.3.2.2, chip authentication, ECDH, AES-128",
          "06=object identifier: 0.4.0.127.0.7.2.2.4.2.2, PACE, ECDH, generic mapping, AES-128"}},
	{ANDROID,
         isdr,
         "80E2910006BF3E035C015A",
         "BF3E065A041A2B3C4D9000",
         0,
         {"BF3E=eUICC data", "5A=EID"}},
	{ANDROID,
         isdr,
         "80E291001EBF2D1BA00C5A0A896700000000004523015C0B5A909192B79F709599BF76",
         "BF2D8184A08181E37F5A0A8967000000000045230190046E69636B9103746D6F92027031B70F800312F345810"
         "30102"
         "0382030405069F700101950101990206C0BF7645E243E135C114ABCD92CBB156B280FA4E1429A6ECEEB6E5C1B"
         "FE4"
         "CA1D636F6D2E676F6F676C652E616E64726F69642E617070732E6D79617070E30ADB080000000000000001900"
         "0",
         0,
         {"5A=ICCID: 98760000000000543210", "90=profile nickname: \"nick\"",
          "91=service provider name: \"tmo\"", "92=profile name: \"p1\"", "80=PLMN: 213-54",
          "82=group identifier level 2", "9F70=profile state: enabled",
          "95=profile class: provisioning", "byte 2 b7=PPR1: disabling is not allowed",
          "BF76=carrier privilege rules", "CA=package name: \"com.google.android.apps.myapp\"",
          "DB=permissions"}},
	{ANDROID,
         isdr,
         "80E2910014BF3211A00C5A0A896700000000004523018101FF",
         "BF32038001039000",
         0,
         {"BF32=disable profile", "80=result: disallowed by policy"}},
	{ANDROID, isdr, "80E2910006BF31038101FF", "BF31038001009000", 0, {"80=result: OK"}},
	{ANDROID,
         isdr,
         "80E2910003BF3C00",
         "BF3C148008534D44502E434F4D8108736D64732E636F6D9000",
         0,
         {"80=default SM-DP+ address: \"SMDP.COM\"", "81=root SM-DS address: \"smds.com\""}},
	{ANDROID,
         isdr,
         "80E2910003BF4300",
         "BF434BA0233021800206C0A118B70A800312F3458103010203B70A800312F3458203040506820108"
         "A024302280020780A118B70A800312E3458103010203B70A8003EEEE45820304050682020780"
         "9000",
         0,
         {"A0=rules", "80=profile policy rules", "byte 2 b7=PPR1: disabling is not allowed",
          "A1=allowed operators", "80=PLMN: 213-54", "82=flags", "B7=operator", "82=flags",
          "byte 2 b8=the end user's consent is required"}},
	{"GSMA SGP.22 2.4, annex H",
         isdr,
         "80E2910003BF2200",
         "BF224D810302030082030202028303040500840D81010382040005000083020C008504067F36C086"
         "030902008703020300880202908B01029902064004030000010C0D58582D58582D58582D303030309000",
         0,
         {"81=profile package version: 2.3.0", "82=SGP.22 version: 2.2.2",
          "83=firmware version: 4.5.0", "81=installed applications: 3",
          "82=free non-volatile memory in bytes: 327680", "83=free volatile memory in bytes: 3072",
          "byte 2 b7=USIM", "byte 3 b2=Java Card", "86=ETSI TS 102 241 version: 9.2.0",
          "byte 2 b8=an additional profile can be installed", "8B=eUICC category: medium eUICC",
          "99=forbidden profile policy rules", "04=protection profile version: 0.0.1",
          "0C=SAS accreditation number: \"XX-XX-XX-0000\""}},
	{"GSMA SGP.22 2.4, annex H",
         isdr,
         "80E2910003BF2800",
         "BF2827A025BF2F22800105810204400C0D736D64702E74657374732E636F5A0A896700000000004523019000",
         0,
         {"BF28=list of notifications", "BF2F=notification metadata", "80=sequence number: 5",
          "byte 2 b7=enable", "0C=notification address: \"smdp.tests.co\"",
          "5A=ICCID: 98760000000000543210"}},
	{LPAC,
         isdr,
         "80E2910003BF2200",
         "BF2281C6810302010082030202008303040600840F8101008204000628248304000019228504067F"
         "36C08603090200870302030088020490A916041481370F5125D0B1D408D4C3B232E6D25E795BEBFB"
         "AA16041481370F5125D0B1D408D4C3B232E6D25E795BEBFB990206C004030000010C0D47492D4241"
         "2D55502D30343139AC48801F312E322E3834302E313233343536372F6D79506C6174666F726D4C61"
         "62656C812568747470733A2F2F6D79636F6D70616E792E636F6D2F6D79444C4F4152656769737472"
         "6172"
         "9000",
         0,
         {"82=SGP.22 version: 2.2.0", "82=free non-volatile memory in bytes: 403492",
          "byte 4 b7=several ISIMs in a profile", "byte 2 b5=test profiles", "04=key identifier",
          "0C=SAS accreditation number: \"GI-BA-UP-0419\"",
          "80=platform label: \"1.2.840.1234567/myPlatformLabel\"",
          "81=discovery base URL: \"https://mycompany.com/myDLOARegistrar\""}},
	{"GSMA SGP.22 2.5, annex H",
         isdr,
         "80E2910003BF2200",
         "BF221F85050600001F40880203B88D0205408E075452452D524546AF050403030200"
         "9000",
         0,
         {"byte 4 b5=BER-TLV files", "byte 4 b1=SUCI profile A: X25519",
          "byte 5 b7=API to calculate a SUCI", "byte 2 b4=device information with extensions",
          "8D=tamper-resistant element", "byte 2 b7=integrated",
          "8E=product reference: \"TRE-REF\"", "AF=additional profile package versions",
          "04=version: 3.2.0"}},
	{ENCODED,
         isdr,
         "80E2910018BF411580100102030405060708090A0B0C0D0E0F10810100",
         "BF4161A05F301A80100102030405060708090A0B0C0D0E0F10810388370A8201015F374010111213"
         "1415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B"
         "3C3D3E3F404142434445464748494A4B4C4D4E4F"
         "9000",
         0,
         {"80=transaction identifier", "81=SM-DP+ object identifier: 2.999.10",
          "82=reason: postponed", "5F37=signature"}},
	{ENCODED,
         isdr,
         "80E2910018BF411580100102030405060708090A0B0C0D0E0F1081017F",
         "BF4103810105"
         "9000",
         0,
         {"81=reason, or error: error while loading the profile package, or invalid "
          "transaction"}},
	{ENCODED,
         isdr,
         "80E2910003BF3800",
         "BF3817A11580100102030405060708090A0B0C0D0E0F10020106"
         "9000",
         0,
         {"A1=error", "80=transaction identifier", "02=code: eUICC challenge does not match"}},
	{ENCODED,
         isdr,
         "80E2910003BF3800",
         "BF38819BA08198305380100102030405060708090A0B0C0D0E0F108310736D64702E6578616D706C"
         "652E636F6D8410404142434445464748494A4B4C4D4E4FBF22058203020500A01380074D41544348"
         "2D31A108800435290611A1005F3740101112131415161718191A1B1C1D1E1F202122232425262728"
         "292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F"
         "9000",
         0,
         {"80=transaction identifier", "83=server address: \"smdp.example.com\"",
          "84=server challenge", "82=SGP.22 version: 2.5.0", "A0=context parameters",
          "80=matching identifier: \"MATCH-1\"", "A1=device", "80=type allocation code",
          "A1=device capabilities, empty", "5F37=signature"}},
	{ENCODED,
         isdr,
         "80E2910003BF2100",
         "BF2117A11580100102030405060708090A0B0C0D0E0F10020102"
         "9000",
         0,
         {"A1=error", "80=transaction identifier", "02=code: invalid signature"}},
	{"GSMA SGP.22 2.5, annex H",
         isdr,
         "80E2910003BF2B00",
         "BF2B2DA02BBF3728BF272580100102030405060708090A0B0C0D0E0F10060388370AA20CA10A8001"
         "0581010A82023000"
         "9000",
         0,
         {"BF37=profile installation result", "80=transaction identifier", "A1=error",
          "80=command: load profile elements", "81=reason: insufficient memory",
          "82=responses to profile elements", "30=sequence, empty"}},
	{MOZILLA,
         NULL,
         "801200000F",
         "D00D81030125008202818285008F009000",
         0,
         {"81=command details: number 1, SET UP MENU", "85=alpha identifier, empty",
          "8F=item, empty"}},
	{MOZILLA,
         NULL,
         "801200001C",
         "D01A810301210182028102 8D0F04546F6F6C6B697420546573742031 9000",
         0,
         {"81=command details: number 1, DISPLAY TEXT: high priority, cleared after a delay",
          "8D=text string: \"Toolkit Test 1\""}},
	{"tests of a decoder of SIM toolkit commands",
         NULL,
         "801200000B",
         "D009810301218182028102 9000",
         0,
         {"81=command details: number 1, DISPLAY TEXT: high priority, cleared by the user",
          "82=device identities: card to display"}},
	{GPPRO,
         isd,
         "80F28002024F00",
         "E3464F08A0000000030000009F700101C5039EFE80CF0140CF0141CF0142CF0143CF0180CF0181CF0182CF018"
         "3"
         "C40BD276000005AAFFCAFE0001CE020001CC08A0000000030000009000",
         0,
         {"E3=registry entry", "4F=AID: issuer security domain (Visa OpenPlatform)",
          "9F70=life cycle state: OP_READY", "byte 1 b8=security domain",
          "byte 1 b2=CVM management", "byte 2 b8=trusted path", "byte 3 b8=receipt generation",
          "b7=contact interface", "b8=contactless interface", "CE=executable load file version"}},
	{GPPRO,
         isd,
         "80F28002024F00",
         "E3144F07A00000015100009F700107C50180EA0280009000",
         2,
         {"9F70=life cycle state: INITIALIZED", "b8=security domain"}},
	{GPPRO,
         isd,
         "80CA006600",
         "664C734A06072A864886FC6B01600C060A2A864886FC6B02020101630906072A864886FC6B03640B06092A864"
         "8"
         "86FC6B040215650B06092B8510864864020103660C060A2B060104012A026E01029000",
         0,
         {"66=card data", "73=card recognition data",
          "06=object identifier: 1.2.840.114283.1, card recognition data",
          "60=card management type and version",
          "06=object identifier: 1.2.840.114283.2.2.1.1, GlobalPlatform version 2.1.1",
          "64=secure channel protocol",
          "06=object identifier: 1.2.840.114283.4.2.21, SCP02, option 15",
          "66=card or chip details"}},
	{GPPRO,
         isd,
         "80CA006600",
         "6657735506072A864886FC6B01600B06092A864886FC6B020202630906072A864886FC6B03640B06092A86488"
         "6"
         "FC6B040370640B06092A864886FC6B048000650A06082A864886FC6B0504660C060A2B060104012A026E0103"
         "9000",
         0,
         {"06=object identifier: 1.2.840.114283.2.2.2, GlobalPlatform version 2.2",
          "06=object identifier: 1.2.840.114283.4.3.112, SCP03, option 70"}},
	{GPPRO,
         isd,
         "80CA006700",
         "6735A00E8001038106001020306070820107A007800102810215558103FF9E0082031E160083010284018F850"
         "2"
         "FF028602FF028702FF029000",
         0,
         {"67=card capability information", "A0=secure channel protocol", "80=number: 3",
          "b3=AES-256", "80=number: 2", "81=privileges for security domains",
          "83=load file data block hashes: SHA-256", "85=token algorithms"}},
	{GPPRO,
         isd,
         "80CA00E000",
         "E021C00401018010C00402018010C00403018010C00D0173FFA10080A00003018401009000",
         0,
         {"E0=key information template", "key identifier=1", "key version=1",
          "components=DES, mode known implicitly, 16 bytes", "key identifier=3", "key version=115",
          "components=RSA public modulus, 128 bytes; RSA public exponent, 3 bytes; usage 84, "
          "access "
          "00"}},
	{OPENJAVACARD,
         isd,
         "80CA00E000",
         "E012C00401FF8010C00402FF8010C00403FF80109000",
         0,
         {"key version=255", "key identifier=2", "key version=255"}},
	{NFCTOOL,
         isd,
         "80CA9F7F00",
         "9F7F2A479009DC4703D0430600418613900741042048100000005100000449307D58259002000000000036523"
         "3"
         "9000",
         0,
         {"9F7F=card production life cycle (CPLC)",
          "operating system release date=not a valid date",
          "IC fabrication date=day 186 of a year ending in 4", "IC module packaging date="}},
	{OPENJAVACARD,
         NULL,
         "00A4040008A000000151000000",
         "6F108408A000000151000000A5049F6501FF9000",
         0,
         {"A5=proprietary data", "9F65=maximum length of a command's data: 255"}},
	{CANOKEY,
         NULL,
         "00A404000BA000000308000010000100",
         "61114F0600001000010079074F05A0000003089000",
         0,
         {"61=application template", "4F=application identifier, or its extension (PIX)",
          "79=coexistent tag allocation authority",
          "4F=application identifier (AID): application of NIST"}},
	{CANOKEY,
         piv,
         "00CB3FFF055C035FC10200",
         "533B3019D4E739DA739CED39CE739D836858210842108421C84210C3EB34107F0563C809A4CF5E04D618AF5D6"
         "7"
         "CBE8350832303330303130313E00FE009000",
         0,
         {"53=data object",
          "30=FASC-N: agency 9999, system 9999, credential 999999, person 0000000000", "34=GUID",
          "35=expiration date: 2030-01-01", "3E=issuer's asymmetric signature, empty",
          "FE=error detection code, empty"}},
	{"tests of yubico-piv-tool's documentation",
         piv,
         "00CB3FFF055C035FC10700",
         "5333f015a000000116ff02f7fd97076c87749d478308461959f10121f20121f300f40100f50110f600f700fa0"
         "0"
         "fb00fc00fd00fe009000",
         0,
         {"F0=card identifier", "F1=capability container version", "F3=application CardURL, empty",
          "F5=registered data model number", "FD=next capability container, empty"}},
	{CANOKEY,
         piv,
         "00CB3FFF035C017E14",
         "7E124F0BA0000003080000100001005F2F0240109000",
         0,
         {"7E=discovery object", "4F=application identifier: PIV",
          "byte 1 b7=the PIV application PIN satisfies the access rules",
          "byte 2=the PIV application PIN is the primary one"}},
	{NFCPASSPORT,
         emrtd,
         "00B09E0000",
         "601A5F0104303130375F36063034303030305C08617563676B6C6E6F9000",
         0,
         {"60=EF.COM, common data", "5F01=LDS version: \"0107\"",
          "5F36=Unicode version: \"040000\"", "61=EF.DG1, machine readable zone", "75=EF.DG2, face",
          "63=EF.DG3, fingerprints", "6B=EF.DG11, personal details",
          "6F=EF.DG15, active authentication public key"}},
	{PYMRTD,
         emrtd,
         "00B0810000",
         "615B5f1f58503c55544f4552494b53534f4e3c3c414e4e413c4d415249413c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
         "c"
         "3c3c3c3c4c38393839303243333655544f3734303831323246313230343135395a45313834323236423c3c3c3"
         "c"
         "3c31309000",
         0,
         {"61=EF.DG1, machine readable zone",
          "5F1F=machine readable zone: \"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
          "L898902C36UTO7408122F1204159ZE184226B<<<<<10\""}},
	{ONAP,
         emrtd,
         "00B09C0000",
         "31143012060a04007f0007020204020202010202010d9000",
         0,
         {"06=object identifier: 0.4.0.127.0.7.2.2.4.2.2, PACE, ECDH, generic mapping, AES-128",
          "02=integer: 2", "02=integer: 13"}},
	{SIMTRACE,
         NULL,
         "A012000030",
         "D02E8103012180820281028D1F04546174612067726F7570206973206E6F7420455850414E44494E472021201"
         "E"
         "0201019000",
         0,
         {"D0=proactive command",
          "81=command details: number 1, DISPLAY TEXT: normal priority, cleared by the user",
          "82=device identities: card to display",
          "8D=text string: \"Tata group is not EXPANDING ! \"", "1E=icon identifier",
          "use=shown with the text"}},
	{MOZILLA,
         NULL,
         "8012000052",
         "D050810301120082028183850A372D62697420555353448A39F041E19058341E9149E592D9743EA151E9945A"
         "B55EB1596D2B2C1E93CBE6333AAD5EB3DBEE373C2E9FD3EBF63B3EAF6FC564335ACD76C3E5609000",
         0,
         {"81=command details: number 1, SEND USSD", "85=alpha identifier: \"7-bit USSD\"",
          "8A=USSD string: \"ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz-1234567890\""}},
	{"what AT commands for USSD send for *100#",
         NULL,
         "8012000013",
         "D011810301120082028183"
         "8A060FAA180C3602"
         "9000",
         0,
         {"8A=USSD string: \"*100#\""}},
	{"3GPP TS 23.038, 5: 8-bit data",
         NULL,
         "8012000013",
         "D010810301120082028183"
         "8A05442A313030"
         "9000",
         0,
         {"8A=USSD string: \"*100\""}},
	{MOZILLA,
         NULL,
         "8012000030",
         "d0288103012180820281020d1d00d3309bfc06c95c301aa8e80259c3ec34b9ac07c9602f58ed159bb9409000",
         0,
         {"0D=text string: \"Saldo 2.04 E. Validez 20/05/13. \""}},
	{MOZILLA,
         NULL,
         "8012000030",
         "D03B810301250082028182850C546F6F6C6B6974204D656E758F07014974656D20318F07024974656D20328F0"
         "7"
         "034974656D20338F07044974656D20349000",
         0,
         {"81=command details: number 1, SET UP MENU", "82=device identities: card to terminal",
          "85=alpha identifier: \"Toolkit Menu\"", "8F=item: 1: \"Item 1\"",
          "8F=item: 4: \"Item 4\""}},
	{MOZILLA,
         NULL,
         "8012000012",
         "d0108103010101820281829205013f002fe29000",
         0,
         {"81=command details: number 1, REFRESH: file change notification", "92=file list",
          "number of files=1", "path=MF / EF.ICCID"}},
	{MOZILLA,
         NULL,
         "801200000B",
         "d0098103012603820281829000",
         0,
         {"81=command details: number 1, PROVIDE LOCAL INFORMATION: date, time and time zone"}},
	{MOZILLA,
         NULL,
         "801200000B",
         "d0098103010400820281829000",
         0,
         {"81=command details: number 1, POLLING OFF"}},
	{ALFA,
         NULL,
         "8012000040",
         "d03c810301250082028182850b416c6661204d6f62696c658f16808112089db0c1c2c0beb9bab82f536574746"
         "9"
         "6e67738f0881810400d4e5f3f4180200219000",
         0,
         {"85=alpha identifier: \"Alfa Mobile\"",
          "8F=item: 128: "
          "\"\xD0\x9D\xD0\xB0\xD1\x81\xD1\x82\xD1\x80\xD0\xBE\xD0\xB9\xD0\xBA\xD0\xB8/"
          "Settings\"",
          "8F=item: 129: \"Test\"", "18=items next action indicator: none, DISPLAY TEXT"}},
	{OSMOCOM,
         NULL,
         "00A40004023F00",
         "622d8202782183023f00a509800171830400018d088a01058c04261a0000c60f90017083010183018183010a8"
         "3"
         "010b9000",
         0,
         {"82=file descriptor: DF, shareable", "83=file identifier: MF", "80=UICC characteristics",
          "b4 b3 b1=clock stop allowed, no preferred level", "b7=class C (1.8 V)",
          "83=available memory in bytes: 101640",
          "8A=life cycle status: operational state, activated",
          "terminate=user authentication in environment 10", "create EF=always", "PIN1=disabled",
          "PIN2=enabled", "ADM1=enabled", "ADM2=enabled", "83=key reference: PIN2"}},
	{OSMOCOM,
         usim,
         "00A40004022FE2",
         "621f8202412183022fe2a506d00120d201058a01058b032f06028002000a8801109000",
         2,
         {"82=file descriptor: working EF, transparent, shareable", "83=file identifier: EF.ICCID",
          "A5=proprietary information", "8B=access rule: EF.ARR, record 2", "80=file size: 10",
          "88=short EF identifier: SFI 2"}},
	{OSMOCOM,
         NULL,
         "00A4040407A0000000871002",
         "6238820278218410a0000000871002ffffffff8907090000a509800171830400018d088a01058c0100c60f900"
         "1"
         "7083010183018183010a83010b9000",
         0,
         {"84=DF name: 3GPP USIM", "8C=security attributes, compact format", "allows=nothing",
          "C6=PIN status template", "PIN1=disabled"}},
	{USIM_JS,
         usim,
         "00A40004026F05",
         "621f8202412183026f05a506c00100de01008a01058b036f06138002000c8801109000",
         1,
         {"83=file identifier: EF.LI", "C0=special file information", "b8=low update activity",
          "8B=access rule: EF.ARR, record 19", "80=file size: 12"}},
	{PROFILE,
         usim,
         "00A40004022F08",
         "620E8202412183022F088B010A8001059000",
         0,
         {"83=file identifier: EF.UMPC", "8B=access rule: record 10", "80=file size: 5"}},
	{EMV_UTILS,
         NULL,
         "00A404000E315041592E5359532E444446303100",
         "6F20840E315041592E5359532E4444463031A50E8801015F2D046E6C656E9F1101019000",
         0,
         {"84=DF name: EMV contact PSE (1PAY.SYS.DDF01)", "88=short file identifier: SFI 1",
          "5F2D=language preference: \"nlen\"", "9F11=issuer code table index: 01"}},
	{EMV_UTILS,
         NULL,
         "00A404000E315041592E5359532E444446303100",
         "6F24840E315041592E5359532E4444463031A5128801015F2D08656E6573667264659F1101019000",
         0,
         {"88=short file identifier: SFI 1", "5F2D=language preference: \"enesfrde\""}},
	{EMV_UTILS,
         NULL,
         "00A4040007A000000003202000",
         "6F2F8407A0000000032020A524500556205041598701015F2D046E6C656EBF0C109F4D020B059F0A"
         "0800010501000000009000",
         0,
         {"84=DF name: V Pay", "50=application label: \"V PAY\"",
          "87=application priority indicator: 1", "9F4D=log entry: SFI 11, 5 records",
          "9F0A=application selection registered proprietary data"}},
	{EMV_UTILS,
         NULL,
         "00A4040007A000000003201000",
         "6F2F8407A0000000032010A524500556205041598701025F2D046E6C656EBF0C109F4D020B059F0A"
         "0800010501000000009000",
         0,
         {"84=DF name: Visa Electron", "87=application priority indicator: 2"}},
	{EMV_UTILS,
         pse,
         "00B2010C00",
         "702961274F07A0000000033010500B56495341204352454449548701019F120B5649534120435245"
         "4449549000",
         0,
         {"70=record template", "61=application template",
          "4F=application identifier (AID): Visa Interlink",
          "9F12=application preferred name: \"VISA CREDIT\""}},
	{EMV_UTILS,
         pse,
         "00B2010C00",
         "702961274F07A0000000031010500B56495341204352454449548701819F120B5649534120435245"
         "4449549000",
         0,
         {"4F=application identifier (AID): Visa credit/debit",
          "87=application priority indicator: 1, only with the cardholder's confirmation"}},
	{EMV_UTILS,
         pse,
         "00B2010C00",
         "704461204F07A000000003202050055620504159870101730B9F0A08000105010000000061204F07"
         "A000000003201050055620504159870102730B9F0A0800010501000000009000",
         0,
         {"4F=application identifier (AID): V Pay", "73=directory discretionary template",
          "9F0A=application selection registered proprietary data",
          "4F=application identifier (AID): Visa Electron",
          "87=application priority indicator: 2"}},
	{EMV_UTILS,
         pse,
         "00B2010C00",
         "703661194F07A00000000510105005415050203873079F0A040001010461194F07A0000000041010"
         "5005415050203773079F0A04000101049000",
         0,
         {"4F=application identifier (AID): application of Switch",
          "50=application label: \"APP 8\"", "4F=application identifier (AID): Mastercard",
          "50=application label: \"APP 7\""}},
	{EMV_UTILS,
         NULL,
         "00A4040008A000000004101010",
         "6F458408A000000004101010A53950094D43204352454449545F2D046E6C656E8701019F1101019F"
         "120A4D415354455243415244BF0C109F4D020B0A9F0A0800010502000000009000",
         0,
         {"84=DF name: Mastercard", "50=application label: \"MC CREDIT\"",
          "9F12=application preferred name: \"MASTERCARD\"", "9F4D=log entry: SFI 11, 10 records"}},
	{EMV_UTILS,
         NULL,
         "00A4040007A000000004101000",
         "6F5D8407A0000000041010A55250104445424954204D4153544552434152449F1210446562697420"
         "4D6173746572436172648701019F1101015F2D046E6C656EBF0C1C9F5D030100009F0A0400010101"
         "9F4D020B0A9F6E07052800003030009000",
         0,
         {"50=application label: \"DEBIT MASTERCARD\"", "9F5D=application capabilities information",
          "9F6E=third party data"}},
	{EMV_UTILS,
         visa,
         "80A8000002830000",
         "800E78000802020010010400180102019000",
         0,
         {"80=response template, format 1", "byte 1 b7=static data authentication (SDA)",
          "byte 1 b6=dynamic data authentication (DDA)", "byte 1 b5=cardholder verification",
          "byte 1 b4=terminal risk management is to be performed",
          "SFI 1=record 2, none for offline data authentication",
          "SFI 2=records 1 to 4, none for offline data authentication",
          "SFI 3=records 1 to 2, 1 for offline data authentication"}},
	{EMV_UTILS,
         mastercard,
         "80A8000002830000",
         "770E82023900940818010201200204009000",
         0,
         {"byte 1 b6=dynamic data authentication (DDA)",
          "byte 1 b1=combined data authentication (CDA)",
          "SFI 3=records 1 to 2, 1 for offline data authentication",
          "SFI 4=records 2 to 4, none for offline data authentication"}},
	{EMV_UTILS,
         visa,
         "00B2010C00",
         "703357114761739001010119D221220117589288895F200C455850495245442F434152449F1F0E31"
         "373538393039363030303030309000",
         0,
         {"57=track 2 equivalent data: account 4761739001010119, expires 2022-12, service code 201",
          "5F20=cardholder name: \"EXPIRED/CARD\"",
          "9F1F=track 1 discretionary data: \"17589096000000\""}},
	{EMV_UTILS,
         visa,
         "00B2010C00",
         "70465A0847617390010101195F3401015F24032212318C159F02069F03069F1A0295055F2A029A03"
         "9C019F37048D198A029F02069F03069F1A0295055F2A029A039C019F370491089000",
         0,
         {"5A=primary account number: 4761739001010119", "5F34=PAN sequence number: 01",
          "5F24=application expiration date: 2022-12-31", "8C=CDOL1",
          "9F02=amount, authorised, 6 bytes", "9F03=amount, other, 6 bytes",
          "9F1A=terminal country code, 2 bytes", "9C=transaction type, 1 byte",
          "9F37=unpredictable number, 4 bytes", "8D=CDOL2",
          "8A=authorisation response code, 2 bytes", "91=issuer authentication data, 8 bytes"}},
	{GPPRO,
         isd,
         "80CA006700",
         "673A6738A006800102810155A00A8001038102001082010781039EFE8082031E0300830102850401"
         "02084086020408870401020840880501020304059000",
         0,
         {"67=card capability information", "67=card capability information", "80=number: 2",
          "80=number: 3", "b1=AES-128", "b3=AES-256", "83=load file data block hashes: SHA-256",
          "85=token algorithms", "byte 1 b1=RSA-1024 with SHA-1", "86=receipt algorithms",
          "byte 1 b3=single DES with final 3DES", "87=DAP algorithms",
          "88=key parameter references: NIST P-384, NIST P-521, brainpoolP256r1, brainpoolP256t1, "
          "brainpoolP384r1"}},
	{GPPRO,
         isd,
         "80CA00E000",
         "E020C00401018820C00402018820C00403018820C0060170A180A003C004017180109000",
         0,
         {"key identifier=1", "components=AES, 32 bytes", "key identifier=3",
          "components=AES, 32 bytes", "key version=112",
          "components=RSA public modulus, 128 bytes; RSA public exponent, 3 bytes",
          "key version=113", "components=DES, mode known implicitly, 16 bytes"}},
	{GPPRO " (two of its keys)",
         isd,
         "80CA00E000",
         "E01CC00A0120FF80001001000100C00E0202FF880010FF100001010001009000",
         0,
         {"key version=32", "components=DES, mode known implicitly, 16 bytes; usage 00, access 00",
          "key version=2", "components=AES, 16 bytes; reserved, 1 byte; usage 00, access 00"}},
	{KEYPLE,
         calypso,
         "00A4040009315449432E49434131",
         "6F238409315449432E49434131A516BF0C13C708000000001122334453070A3C02051410019000",
         0,
         {"A5=proprietary information", "BF0C=FCI issuer discretionary data",
          "C7=application serial number", "53=startup information",
          "application subtype=", "software issuer="}},
	{KEYPLE,
         calypso,
         "00A4040009315449432E49434131",
         "6F238409315449432E49434131A516BF0C13C708000000001122334453070A3C28051410019000",
         0,
         {"A5=proprietary information", "BF0C=FCI issuer discretionary data",
          "C7=application serial number", "53=startup information",
          "platform=", "application type="}},
	{KEYPLE,
         calypso,
         "00A4040009315449432E49434131",
         "6F238409315449432E49434134A516BF0C13C70800000000112233445307064390312B01009000",
         0,
         {"A5=proprietary information", "BF0C=FCI issuer discretionary data",
          "C7=application serial number", "53=startup information",
          "software version=", "software revision="}},
	{KEYPLE,
         calypso,
         "00A4040009315449432E49434131",
         "6F23A516BF0C1353070A3C2005141001C70800000000123456788409315449432E494341319000",
         0,
         {"A5=proprietary information", "BF0C=FCI issuer discretionary data",
          "53=startup information", "C7=application serial number",
          "84=DF name: Calypso (1TIC.ICA)"}},
	{DOC9303, emrtd, "0084000008", "4608F919887022129000", 0, {"data=random number"}},
	{DOC9303,
         emrtd,
         "10860000027C0000",
         "7C12801095A3A016522EE98D01E76CB6B98B42C39000",
         0,
         {"7C=dynamic authentication template", "80=encrypted nonce"}},
	{DOC9303,
         emrtd,
         "00860000027C0000",
         "7C0A86083ABB9674BCE93C089000",
         0,
         {"86=authentication token of the chip"}},
	{DOC9303,
         emrtd,
         "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800",
         "990290008E08FA855A5D4C50A8ED9000",
         0,
         {"99=processing status, authenticated: success", "8E=cryptographic checksum"}},
	{DOC9303,
         emrtd,
         "0CB000000D9701048E08ED6705417E96BA5500",
         "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
         0,
         {"87=padding indicator and cryptogram, authenticated",
          "99=processing status, authenticated: success", "8E=cryptographic checksum"}},
	{DOC9303,
         emrtd,
         "0CB000040D9701128E082EA28A70F3C7B53500",
         "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D"
         "749000",
         0,
         {"87=padding indicator and cryptogram, authenticated",
          "99=processing status, authenticated: success"}},
	{PYSIM,
         usim,
         "00B2010426",
         "61294f10a0000000871002ffffffff890709000050055553696d31730ea00c80011781025f608203"
         "4541509000",
         0,
         {"61=application template", "4F=application identifier (AID): 3GPP USIM",
          "50=application label: \"USim1\"", "A0=EAP application", "80=EAP types: EAP-AKA",
          "81=DF.EAP: 5F60", "82=label: \"EAP\""}},
	{PYSIM,
         usim,
         "00B2020426",
         "61194f10a0000000871004ffffffff890709000050054953696d319000",
         0,
         {"4F=application identifier (AID): 3GPP ISIM", "50=application label: \"ISim1\""}},
	{FIDO, NULL, "00A4040008A0000006472F000100", "5532465F56329000", 0, {"data=\"U2F_V2\""}},
	{FIDO,
         NULL,
         "00A4040008A0000006472F000100",
         "4649444F5F325F309000",
         0,
         {"data=\"FIDO_2_0\""}},
	{FIDO, fido, "0003000000", "5532465F56329000", 0, {"data=\"U2F_V2\""}},
	{PYSIM " (TLVs, in a command)",
         NULL,
         "8012000020",
         "D022810301400182028182350103390205783C030280003E052101020304C704036E61619000",
         0,
         {"81=command details: number 1, OPEN CHANNEL: link established immediately",
          "35=bearer description", "type=default bearer", "39=buffer size: 1400",
          "protocol=TCP, UICC in client mode, remote connection", "port=32768", "type=IPv4",
          "address=1.2.3.4", "C7=network access name: \"naa\""}},
	{"NXP's data sheet MF3DHx3, GetFileSettings",
         NULL,
         "90F50000010100",
         "00033210 200000 9100",
         0,
         {"file type=standard data", "communication=enciphered",
          "access rights=read: key 1, write: key 0, read and write: key 3, change: key 2",
          "file size=32"}},
	{"an OpenPGP card's own data", openpgp, "00CA01FE00", "01029000", 0, {"data="}},
	{TARJETA,
         NULL,
         "9060000000",
         "0401010100180591AF",
         0,
         {"major version=1", "minor version=0", "storage=4 KB",
          "SW1 SW2=DESFire: more data, fetch with 90 AF 00 00 00"}},
};

static uint8_t sent[300], got[2048];

static unsigned unknown_objects(const struct tree *tree)
{
	unsigned n = 0;

	for (size_t i = 1; i < tree->count; i++) {
		const char *text = tree_text(tree, tree_node(tree, (node_id)i));

		n += strncmp(text, "unknown", 7) == 0 ||
			strstr(text, "unknown application") != NULL;
	}
	return n;
}

static unsigned problems(const struct tree *tree)
{
	unsigned n = 0;

	for (size_t i = 1; i < tree->count; i++)
		n += tree_node(tree, (node_id)i)->kind == NODE_PROBLEM;
	return n;
}

static void what_real_cards_said_is_understood(void **state)
{
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(samples); i++) {
		const struct sample *s = &samples[i];
		struct apdu_context context = selected(s->aid);
		size_t length = read_hex(s->command, sent, sizeof sent);

		describe_response(&tree, got, read_hex(s->response, got, sizeof got), sent, length,
		                  &context);
		size_t n = said_in_order(&tree, s->want, WANTED);
		if (n < WANTED && s->want[n] != NULL)
			fail_msg("%zu (%s, %s): no \"%s\"", i, s->origin, s->command, s->want[n]);
		if (unknown_objects(&tree) != s->unknown)
			fail_msg("%zu (%s, %s): %u unknown objects", i, s->origin, s->command,
			         unknown_objects(&tree));
		if (problems(&tree) != 0)
			fail_msg("%zu (%s, %s): %u problems", i, s->origin, s->command,
			         problems(&tree));
	}
	tree_free(&tree);
}

/* AuthenticateServer, encoded by others like the responses above */
static void what_an_eUICC_is_asked_is_understood(void **state)
{
	static const char *const want[WANTED] = {
		"80=transaction identifier",
		"81=eUICC challenge",
		"83=server address: \"smdp.example.com\"",
		"84=server challenge",
		"04=CI key to use",
		"80=matching identifier: \"MATCH-1\"",
		"A1=device",
	};
	struct apdu_context context = selected(isdr);
	struct tree tree = {0};
	size_t length = read_hex(
		"80E2910078BF3875304880100102030405060708090A0B0C0D0E0F1081102021222324252627"
		"28292A2B2C2D2E2F8310736D64702E6578616D706C652E636F6D841040414243444546474849"
		"4A4B4C4D4E4F041481370F5125D0B1D408D4C3B232E6D25E795BEBFBA01380074D415443482D"
		"31A108800435290611A100",
		sent, sizeof sent);

	(void)state;
	describe_command(&tree, sent, length, &context, (struct secret){0});
	assert_int_equal(said_in_order(&tree, want, WANTED), 7);
	assert_int_equal(problems(&tree), 0);
	tree_free(&tree);
}

/* The rule of CoIMS that gives an application carrier privileges */
static void what_an_ARA_M_is_told_is_understood(void **state)
{
	static const char *const want[WANTED] = {
		"F0=store access rule",
		"E2=REF-AR-DO",
		"E1=REF-DO",
		"C1=hash of the application's certificate",
		"E3=AR-DO",
		"byte 8 b1=carrier privileges",
	};
	struct apdu_context context = selected(aram);
	struct tree tree = {0};
	size_t length =
		read_hex("80E2900033F031E22FE11E4F06FFFFFFFFFFFFC114E46872F28B350B7E1F140DE535C2"
	                 "A8D5804F0BE3E30DD00101DB080000000000000001",
	                 sent, sizeof sent);

	(void)state;
	describe_command(&tree, sent, length, &context, (struct secret){0});
	assert_int_equal(said_in_order(&tree, want, WANTED), 6);
	assert_int_equal(problems(&tree), 0);
	tree_free(&tree);
}

/* NXP AN12196, 3.4: three frames of an NTAG 424 DNA, about the hardware, the software and the
 * production */
static void frames_of_one_response_are_told_apart(void **state)
{
	static const struct {
		const char *command, *response;
		const char *want[WANTED];
	} frames[] = {
		{"9060000000", "0404023000110591AF", {"vendor=NXP", "storage=256 to 512 bytes"}},
		{"90AF000000", "0404020102110591AF", {"vendor=NXP", "minor version=2"}},
		{"90AF000000",
	         "04968CAA5C5E80CD65935D40211891 00",
	         {"UID=", "batch=", "week of production=21", "year of production=18"}},
		/* a fourth frame, which no data sheet describes */
		{"9060000000", "0404023000110591AF", {"vendor=NXP"}},
		{"90AF000000", "0404020102110591AF", {"vendor=NXP"}},
		{"90AF000000", "04968CAA5C5E80CD65935D40211891AF", {"UID="}},
		{"90AF000000", "0102 9100", {"data="}},
		/* a continuation with nothing before it is a separate command */
		{"90AF000000", "0404020102110591 00", {"data="}},
	};
	struct apdu_context context = {0};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(frames); i++) {
		size_t length = read_hex(frames[i].command, sent, sizeof sent);
		size_t got_length = read_hex(frames[i].response, got, sizeof got);

		describe_response(&tree, got, got_length, sent, length, &context);
		apdu_context_learn(&context, sent, length, got, got_length);
		size_t n = said_in_order(&tree, frames[i].want, WANTED);
		if (frames[i].want[n] != NULL)
			fail_msg("%zu: no \"%s\"", i, frames[i].want[n]);
	}
	tree_free(&tree);
}

/* PACE selects no application: MSE:Set AT shows what kind of card it is (ICAO Doc 9303-11,
 * 4.4.4). */
static void pace_is_known_by_its_object_identifier(void **state)
{
	struct apdu_context context = {0};
	struct tree tree = {0};

	(void)state;
	size_t length = read_hex("0022C1A4 0F 800A04007F00070202040202 830101", sent, sizeof sent);
	apdu_context_learn(&context, sent, length, got, read_hex("9000", got, sizeof got));
	length = read_hex("1086000002 7C00 00", sent, sizeof sent);
	size_t got_length =
		read_hex("7C128010 95A3A016522EE98D01E76CB6B98B42C3 9000", got, sizeof got);
	describe_response(&tree, got, got_length, sent, length, &context);
	assert_int_equal(said_in_order(&tree, (const char *[]){"80=encrypted nonce"}, 1), 1);
	tree_free(&tree);
}

/* ETSI TS 102 221, 9.2.7: records of EF.ARR, of a published eUICC profile */
static void access_rules_are_understood(void **state)
{
	static const uint8_t select[] = {0x00, 0xA4, 0x00, 0x04, 0x02, 0x2F, 0x06},
			     success[] = {0x90, 0x00}, read[] = {0x00, 0xB2, 0x0A, 0x04, 0x2A};
	static const char *const want[WANTED] = {
		"80=access mode",
		"allows=read, search (DF: delete child)",
		"90=condition: always",
		"allows=update, erase (DF: create EF)",
		"A0=conditions, one is enough (OR)",
		"A4=condition: authentication",
		"83=key reference (public key or secret key): PIN1",
		"b4=user authentication by knowledge (PIN)",
		"83=key reference (public key or secret key): PIN1 of application 2",
		"allows=delete",
		"allows=activate",
		"allows=deactivate",
		"83=key reference (public key or secret key): ADM1",
		"=padding",
	};
	struct apdu_context context = selected(usim);
	struct tree tree = {0};

	(void)state;
	apdu_context_learn(&context, select, sizeof select, success, sizeof success);
	size_t length = read_hex("8001019000800102A010A406830101950108A406830102950108800158A406830"
	                         "10A950108FFFFFFFF9000",
	                         got, sizeof got);
	describe_response(&tree, got, length, read, sizeof read, &context);
	size_t n = said_in_order(&tree, want, WANTED);
	if (n < WANTED)
		fail_msg("no \"%s\"", want[n]);
	assert_int_equal(problems(&tree), 0);
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_real_cards_said_is_understood),
		cmocka_unit_test(what_an_eUICC_is_asked_is_understood),
		cmocka_unit_test(what_an_ARA_M_is_told_is_understood),
		cmocka_unit_test(frames_of_one_response_are_told_apart),
		cmocka_unit_test(pace_is_known_by_its_object_identifier),
		cmocka_unit_test(access_rules_are_understood),
	};

	return cmocka_run_group_tests_name("card_responses", tests, NULL, NULL);
}
