using System.Globalization;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Takes statements apart into what people call their parts.</summary>
internal static class WrittenParts
{
    public static string WordOf(StatementSyntax statement) => statement switch
    {
        AskStatement => "question",
        ConfirmStatement => "confirmation",
        SayStatement => "line said",
        NoteStatement => "note",
        SetStatement => "value",
        DoStatement => "action",
        SendStatement => "message",
        CallStatement => "call",
        TransferStatement => "transfer",
        HangUpStatement => "hang-up",
        WaitStatement => "wait",
        StartStatement => "script begun",
        _ => "arrow",
    };

    public static TextLiteral? TextOf(StatementSyntax statement) => statement switch
    {
        AskStatement ask => ask.Text,
        ConfirmStatement confirm => confirm.Text,
        SayStatement say => say.Text,
        NoteStatement note => note.Text,
        SendStatement send => send.Text,
        _ => null,
    };

    /// <summary>What makes it another line when it is another.</summary>
    public static string AboutOf(StatementSyntax statement) => statement switch
    {
        SetStatement set => set.Slot.Text,
        DoStatement action => action.Action.Text,
        StartStatement start => start.Script.Text,
        SendStatement send => send.Channel.Text,
        _ => "",
    };

    public static IEnumerable<WrittenPart> Of(StatementSyntax statement, WrittenScript script)
    {
        if (TextOf(statement) is { } text)
        {
            yield return new WrittenPart("text", script.Slice(text.Range));
        }

        foreach (var part in Own(statement, script))
        {
            yield return part;
        }

        foreach (var option in statement.Options)
        {
            yield return new WrittenPart(NameOf(option), script.Slice(option.Range));
        }
    }

    private static IEnumerable<WrittenPart> Own(StatementSyntax statement, WrittenScript script)
    {
        switch (statement)
        {
            case AskStatement ask:
                yield return new WrittenPart("slot", ask.Slot.Text);
                yield return new WrittenPart("type", ask.Type is null ? "" : script.Slice(ask.Type.Range));
                foreach (var choice in ask.Choices)
                {
                    yield return new WrittenPart($"choice {choice.Value.Text}", string.Create(CultureInfo.InvariantCulture, $"{choice.Key} {(choice.Text is null ? "" : script.Slice(choice.Text.Range))}").TrimEnd());
                    yield return new WrittenPart($"text id of choice {choice.Value.Text}", choice.Text?.Id?.Text ?? "");
                    yield return new WrittenPart($"target of choice {choice.Value.Text}", choice.Target is null ? "" : script.Slice(choice.Target.Range));
                }

                for (var i = 0; i < ask.Accepts.Length; i++)
                {
                    var check = i == 0 ? "check" : string.Create(CultureInfo.InvariantCulture, $"check {i + 1}");
                    yield return new WrittenPart(check, script.Slice(ask.Accepts[i].Range));
                    yield return new WrittenPart($"text id of {check}", ask.Accepts[i].Otherwise?.Id?.Text ?? "");
                }

                break;
            case SetStatement set:
                yield return new WrittenPart("value", script.Slice(set.Value.Range));
                break;
            case DoStatement action:
                yield return new WrittenPart("arguments", string.Join(", ", action.Arguments.Select(argument => script.Slice(argument.Range))));
                yield return new WrittenPart("result", action.As?.Text ?? "");
                break;
            case SendStatement send:
                yield return new WrittenPart("template", send.Template?.Text ?? "");
                yield return new WrittenPart("arguments", string.Join(", ", send.Arguments.Select(argument => script.Slice(argument.Range))));
                yield return new WrittenPart("recipients", string.Join(", ", send.To.Select(to => script.Slice(to.Range))));
                break;
            case CallStatement call:
                yield return new WrittenPart("number", script.Slice(call.Number.Range));
                break;
            case TransferStatement transfer:
                yield return new WrittenPart("queue", transfer.Queue.Text);
                yield return new WrittenPart("priority", transfer.Priority is null ? "" : script.Slice(transfer.Priority.Range));
                break;
            case WaitStatement wait:
                yield return new WrittenPart("what is waited for", wait.Value is { } value ? $"{(wait.Kind == WaitKind.Until ? "until " : "")}{script.Slice(value.Range)}" : wait.Event?.Text ?? "");
                break;
            case StartStatement start:
                yield return new WrittenPart("arguments", string.Join(", ", start.Arguments.Select(argument => script.Slice(argument.Range))));
                break;
            case GoStatement go:
                yield return new WrittenPart("target", script.Slice(go.Target.Range));
                break;
        }
    }

    private static string NameOf(OptionSyntax option) => option switch
    {
        BranchOption branch => branch.Kind.ToString().ToLowerInvariant(),
        OnOption on => $"on {on.Event.Text}",
        KnowledgeOption => "kb",
        _ => option.GetType().Name[..^"Option".Length].ToLowerInvariant(),
    };
}
