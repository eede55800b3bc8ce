namespace ContactCenter.Scripting.Syntax;

/// <summary>The words that mean something somewhere. Most may be names as well: the place decides.</summary>
internal enum Keyword : byte
{
    None,

    // beginnings of lines
    Script, Slot, On, Starts, Step,
    Say, Note, Ask, Accept, Confirm, Set, Do, Send, Call, Transfer, Hang, Wait, If, Else, Start,

    // options and clauses
    Texts, For, Outcomes, Private, Anytime, As, To, Up, Until, Otherwise, When, Every, Times, Tries, Time,
    Kb, From, By, Audio, Silence, Wrong, No, Late, After, Taken, Refused, Unreached, Machine, Within, Queue, Priority,
    End, Back,

    // expressions
    Or, And, Not, Is, In, Yes,

    // types
    Number, Money, Text, Digits, Phone, Email, Address, Date, Moment, Duration, One, Of, List, Record,
}

internal static class Keywords
{
    public static Keyword Of(ReadOnlySpan<char> word) => word.Length is < 2 or > 9 ? Keyword.None : word switch
    {
        "script" => Keyword.Script,
        "slot" => Keyword.Slot,
        "on" => Keyword.On,
        "starts" => Keyword.Starts,
        "step" => Keyword.Step,
        "say" => Keyword.Say,
        "note" => Keyword.Note,
        "ask" => Keyword.Ask,
        "accept" => Keyword.Accept,
        "confirm" => Keyword.Confirm,
        "set" => Keyword.Set,
        "do" => Keyword.Do,
        "send" => Keyword.Send,
        "call" => Keyword.Call,
        "transfer" => Keyword.Transfer,
        "hang" => Keyword.Hang,
        "wait" => Keyword.Wait,
        "if" => Keyword.If,
        "else" => Keyword.Else,
        "start" => Keyword.Start,
        "texts" => Keyword.Texts,
        "for" => Keyword.For,
        "outcomes" => Keyword.Outcomes,
        "private" => Keyword.Private,
        "anytime" => Keyword.Anytime,
        "as" => Keyword.As,
        "to" => Keyword.To,
        "up" => Keyword.Up,
        "until" => Keyword.Until,
        "otherwise" => Keyword.Otherwise,
        "when" => Keyword.When,
        "every" => Keyword.Every,
        "times" => Keyword.Times,
        "tries" => Keyword.Tries,
        "time" => Keyword.Time,
        "kb" => Keyword.Kb,
        "from" => Keyword.From,
        "by" => Keyword.By,
        "audio" => Keyword.Audio,
        "silence" => Keyword.Silence,
        "wrong" => Keyword.Wrong,
        "no" => Keyword.No,
        "late" => Keyword.Late,
        "after" => Keyword.After,
        "taken" => Keyword.Taken,
        "refused" => Keyword.Refused,
        "unreached" => Keyword.Unreached,
        "machine" => Keyword.Machine,
        "within" => Keyword.Within,
        "queue" => Keyword.Queue,
        "priority" => Keyword.Priority,
        "end" => Keyword.End,
        "back" => Keyword.Back,
        "or" => Keyword.Or,
        "and" => Keyword.And,
        "not" => Keyword.Not,
        "is" => Keyword.Is,
        "in" => Keyword.In,
        "yes" => Keyword.Yes,
        "number" => Keyword.Number,
        "money" => Keyword.Money,
        "text" => Keyword.Text,
        "digits" => Keyword.Digits,
        "phone" => Keyword.Phone,
        "email" => Keyword.Email,
        "address" => Keyword.Address,
        "date" => Keyword.Date,
        "moment" => Keyword.Moment,
        "duration" => Keyword.Duration,
        "one" => Keyword.One,
        "of" => Keyword.Of,
        "list" => Keyword.List,
        "record" => Keyword.Record,
        _ => Keyword.None,
    };

    /// <summary>Words of expressions, which cannot name anything that is read.</summary>
    public static bool IsReserved(Keyword word) => word is Keyword.Or or Keyword.And or Keyword.Not or Keyword.Is or Keyword.In or Keyword.Yes or Keyword.No;
}
