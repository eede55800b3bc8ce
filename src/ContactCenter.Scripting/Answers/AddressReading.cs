using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>The reading of one address, part by part.</summary>
internal sealed class AddressReading(AddressWords words, LanguageAddresses habits)
{
    public string Street { get; private set; } = "";

    public string Number { get; private set; } = "";

    public string Place { get; private set; } = "";

    public void Read(List<AddressPart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Words.Count == 0)
            {
                continue;
            }

            if (Street.Length > 0 && Number.Length == 0 && !habits.NumberFirst && IsNumberPart(part))
            {
                var end = EndOfNumber(part, 0);
                AddPlace(part, end);
            }
            else if (!habits.NumberFirst && words.IsStreet(Street) && Number.Length > 0 && words.IsNumberWord(part.Words[0]) && IsNumberPart(part))
            {
                Street += " " + Number; // микрорайон 5, дом 3
                AddPlace(part, EndOfNumber(part, 0));
            }
            else if (Street.Length > 0 && Number.Length > 0 && words.IsFlat(part.Words[0]))
            {
                Number += " " + part.Text(0, part.Words.Count);
            }
            else if (Street.Length == 0 && Number.Length == 0 && !habits.NumberFirst && words.IsNumberWord(part.Words[0]) && IsNumberPart(part))
            {
                AddPlace(part, EndOfNumber(part, 0));
            }
            else if (Street.Length == 0 && TakeStreet(part))
            {
            }
            else
            {
                AddPlace(part, 0);
            }
        }
    }

    private bool TakeStreet(AddressPart part)
    {
        if (habits.NumberFirst)
        {
            return TakeNumberFirst(part);
        }

        var number = FindNumber(part);
        var hasStreetWord = words.IsStreet(part.Words[0]);
        if (number < 0)
        {
            if (!hasStreetWord && !(habits.StreetWordLast && words.IsStreet(part.Words[^1])))
            {
                return false;
            }

            Street = part.Text(0, part.Words.Count);
            return true;
        }

        var begin = number;
        while (begin > 1 && words.IsNumberWord(part.Words[begin - 1]))
        {
            begin--;
        }

        // A place may stand before the street: Москва Тверская 7 cannot be told from a street of two words, Москва улица Ленина 5 can.
        var street = part.Words.FindIndex(0, begin, words.IsStreet);
        if (street > 0 && !hasStreetWord && IsPlaceBefore(street, begin))
        {
            AddPlace(new AddressPart(part.Text(0, street)), 0);
            Street = part.Text(street, begin);
        }
        else
        {
            Street = part.Text(0, begin);
        }

        var end = EndOfNumber(part, begin);
        AddPlace(part, end);
        return true;
    }

    /// <summary>The number of the house, which one that names the street is not: via 4 Novembre 10.</summary>
    private int FindNumber(AddressPart part)
    {
        var number = part.Words.FindIndex(1, AddressWords.IsNumber);
        return number > 0 && NamesStreet(part, number) ? part.Words.FindIndex(number + 1, AddressWords.IsNumber) : number;
    }

    /// <summary>A number right behind the street's word is of its name where a month follows, or another word that does not begin a flat or a place.</summary>
    private bool NamesStreet(AddressPart part, int number)
    {
        if (number + 1 >= part.Words.Count || !words.IsStreet(part.Words[number - 1]))
        {
            return false;
        }

        var next = part.Words[number + 1];
        if (words.IsMonth(next))
        {
            return true;
        }

        var isName = number == 1 && next.Length > 1 && !words.IsFlat(next) && !words.IsPlace(next) && !AddressWords.IsNumber(next);
        return isName && (!words.IsStreetAlone(part.Words[0]) || part.Words.FindIndex(number + 2, AddressWords.IsNumber) >= 0);
    }

    private static bool IsPlaceBefore(int street, int begin) => street < begin - 1;

    /// <summary>10 Downing Street London: what stands behind the last word for a street is the place.</summary>
    private bool TakeNumberFirst(AddressPart part)
    {
        var start = words.IsNumberWord(part.Words[0]) && part.Words.Count > 1 ? 1 : 0;
        var flat = words.IsFlat(part.Words[start]) && part.Words.Count > start + 2 ? start + 2 : start;
        var hasNumber = AddressWords.IsNumber(part.Words[flat]);
        var street = part.Words.FindLastIndex(words.IsStreet);
        if (!hasNumber && street <= 0)
        {
            return false;
        }

        var begin = hasNumber ? flat + 1 : flat;
        if (begin >= part.Words.Count)
        {
            return false;
        }

        Number = hasNumber ? part.Text(start, begin) : "";
        var end = street >= begin ? street + 1 : part.Words.Count;
        if (end < part.Words.Count && part.Words[end].Length <= 2 && part.Words[end].All(char.IsAsciiLetterUpper))
        {
            end++; // Pennsylvania Avenue NW
        }

        Street = part.Text(begin, end);
        AddPlace(part, end);
        return true;
    }

    private bool IsNumberPart(AddressPart part) => AddressWords.IsNumber(part.Words[0]) || (part.Words.Count > 1 && words.IsNumberWord(part.Words[0]) && AddressWords.IsNumber(part.Words[1]));

    /// <summary>Takes words for a number, the number, and a flat's behind it.</summary>
    private int EndOfNumber(AddressPart part, int at)
    {
        while (at < part.Words.Count && !AddressWords.IsNumber(part.Words[at]))
        {
            at++;
        }

        Number = part.Words[at++].Trim('.', ',');
        if (at < part.Words.Count && part.Words[at].Length == 1 && char.IsLetter(part.Words[at][0]) && !words.IsPlace(part.Words[at]) && !words.IsFlat(part.Words[at]))
        {
            Number += part.Words[at++];
        }

        if (at + 1 < part.Words.Count && words.IsFlat(part.Words[at]) && AddressWords.IsNumber(part.Words[at + 1]))
        {
            Number += " " + part.Text(at, at + 2);
            at += 2;
        }

        return at;
    }

    private void AddPlace(AddressPart part, int at)
    {
        while (at < part.Words.Count - 1 && words.IsPlace(part.Words[at]))
        {
            at++;
        }

        var place = part.Text(at, part.Words.Count);
        if (place.Length > 0)
        {
            Place = Place.Length == 0 ? place : Place + ", " + place;
        }
    }
}
