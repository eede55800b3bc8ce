using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>One line of a step, without what stands below it.</summary>
internal sealed class StatementParser(TokenCursor tokens, ExpressionParser expressions, LiteralParser literals, TextParser texts, TypeParser types, OptionParser options)
{
    private const int MostKey = 99;

    /// <summary>The words statements begin with.</summary>
    public static readonly string[] Words = ["say", "note", "ask", "confirm", "set", "do", "send", "call", "transfer", "hang up", "wait", "if", "else", "start", "accept", "->"];

    public static bool IsStatement(Keyword word) => word is Keyword.Say or Keyword.Note or Keyword.Ask or Keyword.Confirm or Keyword.Set or Keyword.Do or Keyword.Send
        or Keyword.Call or Keyword.Transfer or Keyword.Hang or Keyword.Wait or Keyword.If or Keyword.Start or Keyword.Accept or Keyword.Else;

    /// <summary>The statement at the line's first word, which is one of <see cref="Words"/> but <c>if</c>, <c>else</c> and <c>accept</c>; null when it is none.</summary>
    public StatementSyntax? Parse()
    {
        var start = tokens.Current.Start;
        if (tokens.Kind == TokenKind.Arrow)
        {
            return new GoStatement { Target = options.Target(), Range = tokens.RangeFrom(start) };
        }

        var word = tokens.Keyword;
        if (!IsStatement(word))
        {
            return null;
        }

        tokens.Skip();
        return word switch
        {
            Keyword.Say => new SayStatement { Text = texts.Shown("what is said"), Options = options.Parse("say", OptionKinds.Audio), Range = tokens.RangeFrom(start) },
            Keyword.Note => new NoteStatement { Text = texts.Shown("what the agent reads"), Options = options.Parse("note", OptionKinds.Kb), Range = tokens.RangeFrom(start) },
            Keyword.Ask => Ask(start),
            Keyword.Confirm => Confirm(start),
            Keyword.Set => Set(start),
            Keyword.Do => Do(start),
            Keyword.Send => Send(start),
            Keyword.Call => new CallStatement { Number = expressions.Parse(), Options = options.Parse("call", OptionKinds.Queue | OptionKinds.Tries | OptionKinds.Refused | OptionKinds.Unreached | OptionKinds.Machine), Range = tokens.RangeFrom(start) },
            Keyword.Transfer => Transfer(start),
            Keyword.Hang => HangUp(start),
            Keyword.Wait => Wait(start),
            Keyword.Start => Start(start),
            _ => null,
        };
    }

    /// <summary>What stands behind <c>if</c> or <c>else</c>.</summary>
    /// <param name="start">Where the line begins.</param>
    /// <param name="hasCondition">It is no plain <c>else</c>.</param>
    public BranchSyntax Branch(int start, bool hasCondition)
    {
        var condition = hasCondition ? expressions.Parse() : null;
        var target = tokens.Kind == TokenKind.Arrow ? options.Target() : null;
        return new BranchSyntax { Condition = condition, Target = target, Range = tokens.RangeFrom(start) };
    }

    /// <summary><c>KEY VALUE TEXT [-> target]</c></summary>
    public ChoiceSyntax Choice()
    {
        var start = tokens.Current.Start;
        var key = literals.ExpectWhole("the key of a choice", 0, MostKey);
        var value = tokens.Name("the choice");
        var text = texts.Shown("the choice as people see it");
        var target = tokens.Kind == TokenKind.Arrow ? options.Target() : null;
        return new ChoiceSyntax { Key = key, Value = value, Text = text, Target = target, Range = tokens.RangeFrom(start) };
    }

    /// <summary><c>accept expression, otherwise TEXT</c></summary>
    public AcceptSyntax Accept()
    {
        var start = tokens.Current.Start;
        tokens.Skip();
        var condition = expressions.Parse();
        var otherwise = default(TextLiteral);
        if (tokens.Kind == TokenKind.Comma && tokens.Peek(1).Keyword == Keyword.Otherwise)
        {
            tokens.Skip();
            tokens.Skip();
            otherwise = texts.Shown("what is said when the answer is not accepted");
        }
        else
        {
            tokens.Report(WritingCodes.WordExpected, ", otherwise");
        }

        return new AcceptSyntax { Condition = condition, Otherwise = otherwise, Range = tokens.RangeFrom(start) };
    }

    private AskStatement Ask(int start)
    {
        var slot = tokens.OwnName("the slot that takes the answer");
        var type = tokens.Accept(TokenKind.Colon) ? types.Parse() : null;
        var text = texts.Shown("the question");
        var given = options.Parse("ask", OptionKinds.From | OptionKinds.By | OptionKinds.Audio | OptionKinds.Silence | OptionKinds.Wrong);
        return new AskStatement { Slot = slot, Type = type, Text = text, Options = given, Range = tokens.RangeFrom(start) };
    }

    private ConfirmStatement Confirm(int start)
    {
        var text = texts.Shown("what is to be confirmed");
        var given = options.Parse("confirm", OptionKinds.No | OptionKinds.Audio | OptionKinds.Silence | OptionKinds.Wrong);
        var confirm = new ConfirmStatement { Text = text, Options = given, Range = tokens.RangeFrom(start) };
        if (tokens.AtEnd && confirm.No is null)
        {
            tokens.Faults.Report(WritingCodes.WordExpected, new TextRange(tokens.LastEnd, 0), ", no -> step");
        }

        return confirm;
    }

    private SetStatement Set(int start)
    {
        var slot = tokens.OwnName("the slot to set");
        tokens.Expect(TokenKind.Equal, "=");
        var value = expressions.Parse();
        return new SetStatement { Slot = slot, Value = value, Range = tokens.RangeFrom(start) };
    }

    private DoStatement Do(int start)
    {
        var action = tokens.DottedName("the action");
        var arguments = Arguments();
        NameSyntax? result = tokens.Accept(Keyword.As) ? tokens.OwnName("the slot that takes the result") : null;
        var given = options.Parse("do", OptionKinds.Late | OptionKinds.Else);
        return new DoStatement { Action = action, Arguments = arguments, As = result, Options = given, Range = tokens.RangeFrom(start) };
    }

    private SendStatement Send(int start)
    {
        var channel = tokens.Name("the channel");
        var isText = tokens.Kind is TokenKind.Text or TokenKind.UnclosedText;
        var text = isText ? texts.Shown("what is sent") : null;
        NameSyntax? template = isText ? null : tokens.Path("the template's path, or a text in quotes");
        var arguments = !isText && tokens.Kind == TokenKind.Open ? Arguments() : [];
        tokens.Expect(Keyword.To, "to");
        var to = new List<ExpressionSyntax>(1);
        do
        {
            to.Add(expressions.Parse());
        }
        while (tokens.Accept(TokenKind.Comma));
        return new SendStatement { Channel = channel, Template = template, Arguments = arguments, Text = text, To = [.. to], Range = tokens.RangeFrom(start) };
    }

    private TransferStatement Transfer(int start)
    {
        tokens.Expect(Keyword.Queue, "queue");
        var queue = tokens.Name("the queue");
        var priority = tokens.Accept(Keyword.Priority) ? expressions.Parse() : null;
        var given = options.Parse("transfer", OptionKinds.After | OptionKinds.Taken);
        return new TransferStatement { Queue = queue, Priority = priority, Options = given, Range = tokens.RangeFrom(start) };
    }

    private HangUpStatement HangUp(int start)
    {
        tokens.Expect(Keyword.Up, "up");
        return new HangUpStatement { Range = tokens.RangeFrom(start) };
    }

    private WaitStatement Wait(int start)
    {
        var kind = WaitKind.Duration;
        ExpressionSyntax? value = null;
        NameSyntax? name = null;
        NameSyntax? slot = null;
        if (tokens.Accept(Keyword.For))
        {
            kind = WaitKind.Event;
            name = tokens.DottedName("the event");
            slot = tokens.Accept(Keyword.As) ? tokens.OwnName("the slot that takes what the event brings") : null;
        }
        else
        {
            kind = tokens.Accept(Keyword.Until) ? WaitKind.Until : WaitKind.Duration;
            value = expressions.Parse();
        }

        var given = options.Parse("wait", OptionKinds.Within | OptionKinds.On | OptionKinds.LateTo);
        return new WaitStatement { Kind = kind, Value = value, Event = name, As = slot, Options = given, Range = tokens.RangeFrom(start) };
    }

    private StartStatement Start(int start)
    {
        var script = tokens.Name("the script");
        var arguments = Arguments();
        return new StartStatement { Script = script, Arguments = arguments, Range = tokens.RangeFrom(start) };
    }

    private ImmutableArray<ExpressionSyntax> Arguments()
    {
        if (tokens.Kind != TokenKind.Open)
        {
            tokens.Report(WritingCodes.WordExpected, "(");
            return [];
        }

        tokens.Skip(TokenSpacing.TightBefore);
        return expressions.Arguments();
    }
}
