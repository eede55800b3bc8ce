using System.Collections.Frozen;

namespace ContactCenter.Channels.Twilio.Text;

/// <summary>The GSM 7 bit default alphabet and its extension table, 3GPP TS 23.038 section 6.2.1. National shift tables are not used by Twilio.</summary>
internal static class GsmAlphabet
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ" + // position 0x1B is the escape to the extension table
        " !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly FrozenDictionary<char, int> Septets =
        Basic.Select(c => KeyValuePair.Create(c, 1)).Concat(Extension.Select(c => KeyValuePair.Create(c, 2))).ToFrozenDictionary();

    /// <summary>How many septets a character takes: 1, 2 with the escape, or 0 when the alphabet lacks it.</summary>
    public static int SeptetsOf(char character) => Septets.GetValueOrDefault(character);
}
