namespace ContactCenter.Channels;

/// <summary>
/// The GSM 7 bit default alphabet and its extension table, 3GPP TS 23.038 section 6.2.1, without national shift tables, which few operators carry.
/// Thread-safe.
/// </summary>
public static class GsmAlphabet
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ" + // position 0x1B is the escape to the extension table
        " !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private static readonly byte[] Septets = CountSeptets();

    /// <summary>How many septets a character takes: 1, 2 with the escape, or 0 when the alphabet lacks it.</summary>
    /// <param name="character">One UTF-16 code unit.</param>
    public static int SeptetsOf(char character) => character < Septets.Length ? Septets[character] : 0;

    private static byte[] CountSeptets()
    {
        var septets = new byte['€' + 1];
        foreach (var character in Basic)
        {
            septets[character] = 1;
        }

        foreach (var character in Extension)
        {
            septets[character] = 2;
        }

        return septets;
    }
}
