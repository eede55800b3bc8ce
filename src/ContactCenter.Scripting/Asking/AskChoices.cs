using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Languages;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Asking;

/// <summary>What a question can be answered with.</summary>
internal static class AskChoices
{
    /// <summary>The choices a script names, those of its list, or yes and no; empty when the answer is free.</summary>
    public static ImmutableArray<ScriptChoice> Of(ScriptRun run, ProgramAsk ask, Wording wording, ScriptTextForm form, Language language)
    {
        if (!ask.Choices.IsEmpty)
        {
            return [.. ask.Choices.Select(choice => new ScriptChoice(
                choice.Key,
                choice.Text < 0 ? choice.Name : wording.Render(choice.Text, run.Language, form, run.Zone.Info),
                ScriptValue.Choice(choice.Name)))];
        }

        if (ask.Slot < 0 || run.Program.Tables.Slots[ask.Slot].Type.Kind == ScriptKind.YesNo)
        {
            var (yes, no) = language.Replies.Written;
            return [new ScriptChoice("1", yes, ScriptValue.Yes), new ScriptChoice("2", no, ScriptValue.No)];
        }

        var type = run.Program.Tables.Slots[ask.Slot].Type;
        if (ask.HasList)
        {
            return ListOf(run) is not { } list ? [] : [.. list.Select((value, at) => new ScriptChoice(Key(at), Label(value, type, run, wording, form, language), value))];
        }

        var names = type.Kind == ScriptKind.List ? type.Item!.Names : type.Names;
        return [.. names.Select((name, at) => new ScriptChoice(Key(at), Label(ScriptValue.Choice(name), type, run, wording, form, language), ScriptValue.Choice(name)))];
    }

    /// <summary>The list a question with one is answered from; null when there is none or it is empty.</summary>
    public static ScriptList? ListOf(ScriptRun run) => run.Given[run.Program.Given[run.Statement] - 1].AsList();

    private static string Key(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>What people read for a value. A record is called by its name, or by its first text.</summary>
    private static string Label(ScriptValue value, ScriptType type, ScriptRun run, Wording wording, ScriptTextForm form, Language language)
    {
        if (value.AsRecord() is { } record && record.Type.Kind == ScriptKind.Record)
        {
            var name = record.Type.IndexOf("name") is >= 0 and var at ? record.Values[at] : record.Values.FirstOrDefault(static field => field.Kind == ScriptKind.Text);
            return name.IsEmpty ? "?" : name.ToInvariantText();
        }

        var shown = TextValues.Of(value, run.Zone.Info, name => wording.LabelOf(type, name, run.Language, form, run.Zone.Info));
        var format = new TextFormat(TextPart.All, form == ScriptTextForm.Spoken ? TextStyle.Spoken : TextStyle.Usual);
        return shown is null ? value.ToInvariantText() : ValueRenderer.Render(shown, format, language);
    }
}
