namespace ContactCenter.Tools.Audit.Tests;

/// <summary>Entries altered in ways that no hash shows, because everything above them is made to fit.</summary>
internal static class WrongEncodings
{
    /// <summary>In bytes that each of the sample entries has: its tag 4 (<c>"at":0.1</c>), a boolean, a member's name.</summary>
    private static readonly (string From, string To)[] Replacements =
    [
        ("C4822001", "C4823B7FFFFFFFFFFFFFFF01"), // an exponent of -2^63
        ("C4822001", "C4823BFFFFFFFFFFFFFFFF01"), // -2^64
        ("C4822001", "C4823903E801"), // -1001
        ("C4822001", "C482200A"), // a mantissa divisible by ten
        ("C4822001", "C4822000"), // 0
        ("C4822001", "C4820101"), // an integer
        ("C4822001", "C4820001"), // an integer, with exponent 0
        ("C4822001", "C4821401"), // 10^20 is too large for one: allowed only here
        ("C4822001", "C4821301"), // 10^19 is one
        ("C4822001", "C48220C24101"), // a short bignum
        ("C4822001", "C48220C2490001000000000000000001"), // a bignum behind a zero
        ("C4822001", "C48220C250FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"), // 39 digits
        ("C4822001", "C48220C2504B3B4CA85A86C47A098A223FFFFFFFFF"), // 38 nines
        ("C4822001", "C48220C350FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
        ("C4822001", "C5822001"), // another tag
        ("C4822001", "C483200101"),
        ("C4822001", "F93800"), // a floating-point number
        ("C4822001", "F7"), // undefined
        ("C4822001", "1801"), // a long head
        ("C4822001", "5F4101FF"), // an indefinite length
        ("C4822001", "4101"), // bytes
        ("C4822001", "61C3"), // no UTF-8
        ("C4822001", "63EDA080"), // half a surrogate pair
        ("C4822001", "782430313938613463322D376633652D376131302D396335352D326636643162306530303031"), // a UUID as text
        ("C4822001", "782430313938413463322D376633652D376131302D396335352D326636643162306530303031"), // not in lower case: a text
        ("C4822001", "C25000000000000000000000000000000000"),
        ("C4822001", "D8254F000000000000000000000000000000"),
        ("63796573F5", "63796573F815"), // true in two bytes
        ("63796573F5", "63796573F6"), // null: right
        ("626174", "626E6F"), // a name twice
        ("626174", "627A7A"), // names out of order
        ("900164" + "61636D65", "900164" + "61636D66"), // another log
        ("900164", "900264"), // another version
        ("900164", "910164"),
        ("900164", "9F0164"),
    ];

    public static (byte[] Entry, bool? IsBad) Of(byte[] honest, int edit, Random random)
    {
        var hex = Convert.ToHexString(honest);
        if (edit < Replacements.Length && hex.Contains(Replacements[edit].From, StringComparison.Ordinal))
        {
            var at = hex.IndexOf(Replacements[edit].From, StringComparison.Ordinal);
            return (Convert.FromHexString(hex[..at] + Replacements[edit].To + hex[(at + Replacements[edit].From.Length)..]), null);
        }

        var bytes = honest.ToArray();
        switch (edit % 4)
        {
            case 0:
                return ([.. bytes, (byte)random.Next(256)], true);
            case 1:
                return (bytes[..random.Next(bytes.Length)], true);
            case 2:
                bytes[random.Next(Math.Min(90, bytes.Length))] = (byte)random.Next(256); // the head of the entry
                return (bytes, null);
            default:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return (bytes, null);
        }
    }
}
