namespace ContactCenter.Scripting.Languages;

/// <summary>How addresses are written in the countries of a language.</summary>
internal sealed record LanguageAddresses
{
    /// <summary>Words that begin a street's name, or end it in English.</summary>
    public required string StreetWords { get; init; }

    /// <summary>Those that may be a street's whole name, so that a number behind is a house's: Rynek 5.</summary>
    public string StreetsAlone { get; init; } = "";

    /// <summary>Whether a street's word may stand behind its name: Тверская улица.</summary>
    public bool StreetWordLast { get; init; }

    /// <summary>Words that begin a house's number.</summary>
    public required string NumberWords { get; init; }

    /// <summary>Words that begin a flat's number, which is kept with the house's.</summary>
    public required string FlatWords { get; init; }

    /// <summary>Words that begin a place's name and are not part of it.</summary>
    public required string PlaceWords { get; init; }

    /// <summary>What is said before an address: I live at.</summary>
    public required string LeadIns { get; init; }

    /// <summary>Whether the number stands before the street.</summary>
    public bool NumberFirst { get; init; }

    /// <summary>Digits and signs of a postcode: 9 is a digit, other characters stand for themselves; several alternatives.</summary>
    public required string[] Postcodes { get; init; }

    /// <summary>{0} street, {1} number, {2} place, {3} postcode.</summary>
    public required string Written { get; init; }
}
