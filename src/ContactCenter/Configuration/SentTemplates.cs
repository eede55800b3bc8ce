using System.Collections.Immutable;
using ContactCenter.Administration;

namespace ContactCenter.Configuration;

/// <summary>A change of a template that a script in force would not fit any more: said of the template, with the script and its line.</summary>
internal static class SentTemplates
{
    /// <summary>The same faults; those of scripts that are not changed themselves, and send a template that is, are said of the template.</summary>
    /// <param name="faults">What would be wrong after the change.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The configuration in force.</param>
    /// <param name="changed">The keys of what is changed.</param>
    public static IEnumerable<ConfigurationFault> Explain(IEnumerable<ConfigurationFault> faults, TenantId tenant, TenantConfiguration now, IEnumerable<string> changed)
    {
        var keys = changed.ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var fault in faults)
        {
            yield return fault.Rule is "script-fault" or "template-channel" or "template-language" && Of(fault) is { } script
                && !keys.Contains(ConfigurationKinds.Key(ConfigurationKinds.Script, script)) && TemplateOf(now, script, fault.Values[0], keys) is { } template
                ? new ConfigurationFault(
                    $"Tenants:{tenant}:Templates:{template}",
                    "template-sent",
                    [script, fault.Rule, .. fault.Values],
                    $"ContactCenter:Tenants:{tenant}:Templates:{template} is sent by the script '{script}', line {fault.Values[0]}, which would not be right any more; change the script first, or both in one change. {fault.Message}")
                : fault;
        }
    }

    /// <summary>The script a fault is of: <c>Tenants:acme:Scripts:NAME:Text</c>.</summary>
    private static string? Of(ConfigurationFault fault) => fault.Key.Split(':') is [_, _, "Scripts", var script, "Text"] ? script : null;

    /// <summary>The template among those that change which the script sends on that line; of several it sends any, where the line says none.</summary>
    private static string? TemplateOf(TenantConfiguration now, string script, string line, ImmutableHashSet<string> keys)
    {
        if (now.Scripts.Look(script) is not { Program: { } program, Files: [var text, ..] })
        {
            return null;
        }

        var sent = program.SentTemplates.Where(one => keys.Contains(ConfigurationKinds.Key(ConfigurationKinds.Template, one.Template))).ToList();
        return sent.Find(one => $"{text.Source.PositionOf(one.Range.Start).Line}" == line).Template ?? sent.FirstOrDefault().Template;
    }
}
