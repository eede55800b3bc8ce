namespace ContactCenter.Scripting;

/// <summary>What an instruction does. The numbers are written to programs and never change.</summary>
/// <remarks>"pops" and "pushes" are said of the stack; C is the instruction's operand.</remarks>
internal enum ScriptOp : byte
{
    /// <summary>Pushes constant C.</summary>
    Constant = 1,

    /// <summary>Pushes slot C.</summary>
    Load = 2,

    /// <summary>Pops into slot C.</summary>
    Store = 3,

    /// <summary>Pops into slot C what is empty or fits its type; else the run faults.</summary>
    StoreChecked = 4,

    /// <summary>Pushes nothing (the empty value).</summary>
    Empty = 5,

    /// <summary>Pushes the instant of the wake-up.</summary>
    Now = 6,

    /// <summary>Pops two, pushes their sum.</summary>
    Add = 10,

    /// <summary>Pops two, pushes the first less the second.</summary>
    Subtract = 11,

    /// <summary>Pops two, pushes their product.</summary>
    Multiply = 12,

    /// <summary>Pops two, pushes the first by the second; nothing when that is 0.</summary>
    Divide = 13,

    /// <summary>Pops one, pushes it with the other sign.</summary>
    Negate = 14,

    /// <summary>Pops one, pushes yes for no and no for yes; nothing for nothing.</summary>
    Not = 20,

    /// <summary>Pops two, pushes whether they are the same; nothing when one is empty.</summary>
    Is = 21,

    /// <summary>Pops two, pushes whether they differ; nothing when one is empty.</summary>
    IsNot = 22,

    /// <summary>Pops two, pushes whether the first comes before the second; nothing when they have no order.</summary>
    Less = 23,

    /// <summary>As <see cref="Less"/>: before or the same.</summary>
    AtMost = 24,

    /// <summary>As <see cref="Less"/>: behind.</summary>
    Greater = 25,

    /// <summary>As <see cref="Less"/>: behind or the same.</summary>
    AtLeast = 26,

    /// <summary>Pops two, pushes whether the first is an item of the second, a list; nothing when one is empty.</summary>
    In = 27,

    /// <summary>Pops one, pushes whether it is a value.</summary>
    IsFilled = 28,

    /// <summary>Pops a record, pushes its field of name C; nothing from nothing.</summary>
    Field = 30,

    /// <summary>Pops C values, pushes them as a list in the order they were pushed.</summary>
    MakeList = 31,

    /// <summary>Pops as many values as type C has fields, pushes the record.</summary>
    MakeRecord = 32,

    /// <summary>Pops A arguments, pushes what function C makes of them.</summary>
    Call = 33,

    /// <summary>Goes on at C.</summary>
    Jump = 40,

    /// <summary>Pops one; goes on at C unless it is yes. Nothing counts as no.</summary>
    JumpIfNo = 41,

    /// <summary>Pops one; goes on at C when it is yes.</summary>
    JumpIfYes = 42,

    /// <summary>Goes on at C when the top is a value, and keeps it; otherwise pops it.</summary>
    JumpIfFilled = 43,

    /// <summary>Pops what statement C takes and lets the host do it. The stack is empty then.</summary>
    Perform = 50,

    /// <summary>The run ends with outcome C.</summary>
    End = 51,

    /// <summary>The run goes on where it was when an operator or an event led it away.</summary>
    Back = 52,

    /// <summary>In what an ask accepts: the answer holds.</summary>
    Accept = 53,

    /// <summary>In what an ask accepts: pops the shown values of text C; the answer counts as wrong and the text is shown.</summary>
    Reject = 54,

    /// <summary>Pushes what the operation at the next place but one makes of slot C and the constant of the next. Never written: see <see cref="FusedCode"/>.</summary>
    SlotWithConstant = 255,
}
