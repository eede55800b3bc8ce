using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Configuration;

/// <summary>What templates of messages must be like, by themselves and for the scripts that send them.</summary>
internal static class TemplateRules
{
    private const int MostTold = 5;
    private const int MaxTakes = 1_000;

    /// <summary>A template as scripts rely on it, with what is wrong in it.</summary>
    public static TemplateContract Read(string name, TemplateOptions template, out ImmutableArray<SourceDiagnostics> faults) => TemplateReader.Read(
        name,
        template.Takes ?? "",
        template.Texts.Where(static one => one.Value is { Text: not null }).OrderBy(static one => one.Key, StringComparer.Ordinal)
            .Select(static one => new TemplateText(one.Key, one.Value.Text, string.IsNullOrEmpty(one.Value.Short) ? null : one.Value.Short)),
        out faults);

    public static void Check(FaultList faults, string path, TenantOptions tenant)
    {
        foreach (var (name, template) in tenant.Templates)
        {
            var at = $"{path}:Templates:{name}";
            if (!TemplateContract.IsName(name))
            {
                faults.Add($"{path}:Templates", "template-name", $": '{name}' is no name of a template; write a path such as clinic/reminder, at most 128 characters.", name);
            }

            if (template is null)
            {
                faults.Missing(at);
                continue;
            }

            faults.Keys($"{at}:Channels", template.Channels);
            CheckSizes(faults, at, template);
            if (template.Takes is { Length: > MaxTakes })
            {
                continue;
            }

            CheckTakes(faults, at, Read(name, template, out var wrong).Parameters);
            foreach (var fault in wrong.SelectMany(static file => file.Diagnostics.Select(one => ScriptLibrary.Fault.Of(file.Source.Name, "template-fault", file.Source, one))).Take(MostTold))
            {
                faults.Add($"{at}:{fault.Part}", fault.Rule, fault.Says, fault.Values);
            }
        }
    }

    /// <summary>Whether what a script sends by templates is for its channel, and has a text in the language the script falls back to.</summary>
    public static void CheckSent(FaultList faults, string path, ScriptProgram program, SourceText source, TenantOptions tenant, IReadOnlyList<TemplateContract> templates)
    {
        foreach (var sent in program.SentTemplates)
        {
            if (tenant.Templates.GetValueOrDefault(sent.Template) is not { } template)
            {
                continue; // which the compiler has said
            }

            var (line, first) = (source.PositionOf(sent.Range.Start).Line, program.Languages[0]);
            if (template.Channels.Count > 0 && !template.Channels.Any(channel => channel == sent.Channel || (channel, sent.Channel) is ("mail", "email")))
            {
                var known = string.Join(", ", template.Channels);
                faults.Add(
                    path,
                    "template-channel",
                    $", line {line}: sends '{sent.Template}' by {sent.Channel}, and it is for {known}; send it by one of these, or let the template be for {sent.Channel}, too.",
                    $"{line}",
                    sent.Template,
                    sent.Channel,
                    known);
            }

            if (!templates.First(one => one.Name == sent.Template).Languages.Contains(first))
            {
                faults.Add(
                    path,
                    "template-language",
                    $", line {line}: sends '{sent.Template}', which has no text in {first}, the script's first language; add it to the template.",
                    $"{line}",
                    sent.Template,
                    first);
            }
        }
    }

    private static void CheckTakes(FaultList faults, string at, ImmutableArray<ScriptTypeField> takes)
    {
        for (var i = 0; i < takes.Length; i++)
        {
            if (!takes[i].IsOptional && i > 0 && takes[i - 1].IsOptional)
            {
                faults.Add($"{at}:Takes", "template-order", $": '{takes[i].Name}' stands behind an optional value; put the optional ones last.", takes[i].Name);
            }
        }
    }

    private static void CheckSizes(FaultList faults, string at, TemplateOptions template)
    {
        if (template.Takes is { Length: > MaxTakes } takes)
        {
            faults.Add($"{at}:Takes", "template-takes", $" has {takes.Length} characters; write at most {MaxTakes}.", $"{takes.Length}", $"{MaxTakes}");
        }

        if (template.Texts.Count == 0)
        {
            faults.Add($"{at}:Texts", "template-empty", " has no text; write one, such as In(\"it\", \"…\").");
        }

        foreach (var (language, _) in template.Texts.Where(static one => string.IsNullOrWhiteSpace(one.Value?.Text)))
        {
            faults.Add($"{at}:Texts:{language}:Text", "template-blank", " is empty; write the text, or leave the language out.");
        }
    }
}
