using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>The side files beside a script: <c>gas.pl.texts</c> beside <c>gas.flow</c>.</summary>
internal static class SideFiles
{
    public const string Extension = ".texts";

    /// <summary>All there are, by name.</summary>
    public static async Task<ImmutableArray<ScriptTexts>> ReadAsync(SourceText script, CancellationToken cancellationToken)
    {
        var (folder, name) = (Path.GetDirectoryName(script.Name), Path.GetFileNameWithoutExtension(script.Name));
        var files = Directory.GetFiles(string.IsNullOrEmpty(folder) ? "." : folder, name + ".*" + Extension).Order(StringComparer.Ordinal)
            .Select(file => Path.Combine(folder ?? "", Path.GetFileName(file)));
        return [.. (await Shared.ReadAsync(files, cancellationToken)).Select(ScriptTexts.Parse)];
    }

    /// <summary>Where the texts of a language stand, or would.</summary>
    public static string PathOf(SourceText script, string language) => Path.ChangeExtension(script.Name, $".{language}{Extension}");
}
