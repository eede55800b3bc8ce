using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Every kind of fault there is. Each has its page in <c>docs/scripting/diagnostics</c>.</summary>
public static class DiagnosticCodes
{
    private static readonly FrozenDictionary<string, DiagnosticCode> ById;

    static DiagnosticCodes()
    {
        All =
        [
            .. WritingCodes.All, .. NameCodes.All, .. TypeCodes.All, .. FlowCodes.All, .. DataCodes.All, .. ChannelCodes.All, .. TextCodes.All,
            .. TimeCodes.All, .. ActionCodes.All, .. UpgradeCodes.All,
        ];
        ById = All.ToFrozenDictionary(static code => code.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticCode> All { get; }

    /// <summary>The one of an id; null when there is none.</summary>
    public static DiagnosticCode? Find(string id) => ById.GetValueOrDefault(id);
}
