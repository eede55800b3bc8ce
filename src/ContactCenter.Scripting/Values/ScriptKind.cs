namespace ContactCenter.Scripting;

/// <summary>What sort of thing a value is. The numbers are written to snapshots and programs and never change.</summary>
public enum ScriptKind : byte
{
    /// <summary>No value.</summary>
    Empty = 0,

    /// <summary>Yes or no.</summary>
    YesNo = 1,

    /// <summary>A number with six decimals.</summary>
    Number = 2,

    /// <summary>An amount with six decimals in a currency.</summary>
    Money = 3,

    /// <summary>Text.</summary>
    Text = 4,

    /// <summary>A row of the digits 0 to 9, such as a customer's number; leading zeros count.</summary>
    Digits = 5,

    /// <summary>A phone number in E.164: a plus sign and 7 to 15 digits.</summary>
    Phone = 6,

    /// <summary>An e-mail address.</summary>
    Email = 7,

    /// <summary>A postal address: street, number, place, postcode, and whether it is complete.</summary>
    Address = 8,

    /// <summary>A day of the calendar.</summary>
    Date = 9,

    /// <summary>A time of the day, without a date and a zone.</summary>
    Time = 10,

    /// <summary>An instant, in UTC.</summary>
    Moment = 11,

    /// <summary>A length of time, exact: a day is 24 hours.</summary>
    Duration = 12,

    /// <summary>One of a list of names.</summary>
    Choice = 13,

    /// <summary>Values in an order.</summary>
    List = 14,

    /// <summary>Named fields.</summary>
    Record = 15,
}
