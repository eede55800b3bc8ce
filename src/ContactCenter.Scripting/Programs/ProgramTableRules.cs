using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting;

/// <summary>What the tables of a program must be like before its code is looked at.</summary>
internal static class ProgramTableRules
{
    /// <exception cref="ScriptFormatException">A rule is broken.</exception>
    public static void Check(ProgramTables tables)
    {
        Rule(ScriptType.IsName(tables.Name), $"'{tables.Name}' is no name of a script");
        Rule(tables.Version >= 1, $"version {tables.Version} is below 1");
        Rule(tables.Languages.Length is > 0 and <= 64 && tables.Channels.Length <= 64, "there are no languages, or too many languages or channels");
        Rule(tables.Code.Length is > 0 and <= ProgramLimits.MaxInstructions, $"there are {tables.Code.Length} instructions");
        Rule(tables.Slots.Length <= ProgramLimits.MaxSlots, $"there are {tables.Slots.Length} slots");
        Rule(tables.Steps.Length > 0, "there is no step");
        Rule(tables.DefaultTries is > 0 and <= 100, $"{tables.DefaultTries} tries are not 1 to 100");
        Rule(IsSlotOrNone(tables, tables.StartSlot), "the start's slot is none");
        foreach (var statement in tables.Statements)
        {
            if (WhyNot(tables, statement) is { } reason)
            {
                throw Broken($"statement '{statement.Id}' {reason}");
            }
        }

        foreach (var ask in tables.Asks)
        {
            CheckAsk(tables, ask);
        }

        foreach (var wait in tables.Waits)
        {
            Rule(wait.From is >= -1 and < 1_440 && wait.To is >= -1 and < 1_440 && (wait.From < 0) == (wait.To < 0), "a wait's window is none");
            Rule((wait.Late >= 0) == (wait.LateTarget >= 0), "a wait is late without a place to go on at");
            foreach (var handler in wait.Events)
            {
                CheckHandler(tables, handler);
            }
        }

        foreach (var action in tables.Actions)
        {
            Rule(IsSlotOrNone(tables, action.Result), "an action's result goes to no slot");
            Rule(action.Late >= 0, "an action's time is below 0");
        }

        foreach (var handler in tables.Handlers)
        {
            CheckHandler(tables, handler);
        }

        Rule(tables.Lines.All(line => line.Text >= 0 && line.Text < tables.Texts.Length), "a line has no text");
        Rule(tables.Sends.All(send => send.Recipients > 0 && send.Text >= -1 && send.Text < tables.Texts.Length && (send.Text >= 0 || send.Template is not null)),
            "a message has neither a text nor a template, or nobody to go to");
        Rule(tables.Calls.All(static call => call.Tries > 0 && call.Every >= 0), "a call is never tried");
        Rule(tables.Transfers.All(static transfer => transfer.After >= 0), "a transfer waits less than nothing");
        foreach (var text in tables.Texts)
        {
            foreach (var template in text.Templates)
            {
                CheckTemplate(text, template);
            }
        }
    }

    /// <summary>Goes to every place of the code that is entered with an empty stack.</summary>
    public static void EachPlace(ProgramTables tables, Action<int> reach)
    {
        void ReachIfAny(int place)
        {
            if (place != -1)
            {
                reach(place);
            }
        }

        foreach (var step in tables.Steps)
        {
            reach(step.Entry);
        }

        foreach (var statement in tables.Statements)
        {
            reach(statement.Entry);
            ReachIfAny(statement.Next);
        }

        foreach (var ask in tables.Asks)
        {
            foreach (var choice in ask.Choices)
            {
                ReachIfAny(choice.Target);
            }

            ReachIfAny(ask.Silence?.Target ?? -1);
            ReachIfAny(ask.Wrong?.Target ?? -1);
            ReachIfAny(ask.No);
        }

        foreach (var call in tables.Calls)
        {
            foreach (var branch in call.Branches)
            {
                ReachIfAny(branch.Target);
            }
        }

        foreach (var transfer in tables.Transfers)
        {
            ReachIfAny(transfer.Taken);
            ReachIfAny(transfer.AfterTarget);
        }

        foreach (var wait in tables.Waits)
        {
            foreach (var handler in wait.Events)
            {
                ReachIfAny(handler.Target);
            }

            ReachIfAny(wait.LateTarget);
        }

        foreach (var action in tables.Actions)
        {
            reach(action.Else);
        }

        foreach (var handler in tables.Handlers)
        {
            reach(handler.Target);
        }
    }

    /// <summary>What is wrong with a statement; null when nothing is.</summary>
    private static string? WhyNot(ProgramTables tables, ProgramStatement statement) =>
        statement.Step < 0 || statement.Step >= tables.Steps.Length ? $"is in step {statement.Step}"
        : statement.Next < 0 && statement.Kind is not (StatementKind.Transfer or >= StatementKind.Set) ? "has nothing behind it"
        : statement.Kind is StatementKind.Ask or StatementKind.Confirm && (statement.Kind == StatementKind.Ask) != (tables.Asks[statement.Detail].Slot >= 0)
            ? "is a question without a slot, or a confirmation with one"
        : null;

    private static void CheckTemplate(ProgramText text, ProgramTemplate template)
    {
        foreach (var piece in template.Pieces)
        {
            Rule(piece.Hole >= -1 && piece.Hole < text.Holes.Length, "a text shows a value it does not have");
        }

        Rule((template.By >= 0) == PluralCategories.TryParse(template.Variant, out _) && template.By < text.Holes.Length, "a plural form goes by no value");
        Rule(template.By >= 0 || template.Variant is "" or ProgramTemplate.Spoken or ProgramTemplate.Short, "a form of a text is none");
    }

    private static void CheckHandler(ProgramTables tables, ProgramHandler handler) => Rule(IsSlotOrNone(tables, handler.Slot), "what an event brings goes to no slot");

    private static void CheckAsk(ProgramTables tables, ProgramAsk ask)
    {
        Rule(IsSlotOrNone(tables, ask.Slot), "a question's answer goes to no slot");
        Rule(ask.Slot >= 0 || ask.Choices.IsEmpty, "a confirmation has answers of its own");
        Rule(ask.SilenceAfter >= 0, "a silence lasts less than nothing");
        Rule(ask.Silence is null or { Times: > 0 } && ask.Wrong is null or { Times: > 0 }, "a question's limit is below 1");
        Rule(ask.Choices.All(choice => choice.Text >= -1 && choice.Text < tables.Texts.Length), "an answer has no text");
    }

    /// <summary>A slot the script may fill, or none.</summary>
    private static bool IsSlotOrNone(ProgramTables tables, int slot) =>
        slot == -1 || (slot >= 0 && slot < tables.Slots.Length && !tables.Slots[slot].IsFact);

    private static void Rule(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Broken(otherwise);
        }
    }

    private static ScriptFormatException Broken(string what) => new($"The program cannot run: {what}.");
}
