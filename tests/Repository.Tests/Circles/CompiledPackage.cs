using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Repository.Tests.Circles;

/// <summary>
/// A package as the compiler left it: its assembly says which type uses which, its symbols say in which file each stands. What the compiler has
/// dissolved is not seen: constants, <c>nameof</c>, types named in comments.
/// </summary>
internal sealed class CompiledPackage : IDisposable
{
    // "Type definition documents" of the portable PDB format: where a type stands that has no code, such as an interface.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbols;
    private readonly MetadataReader _types;
    private readonly MetadataReader _places;
    private readonly Dictionary<TypeDefinitionHandle, string> _folders = [];

    private CompiledPackage(string assembly)
    {
        _image = new PEReader(File.OpenRead(assembly));
        _symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        (_types, _places) = (_image.GetMetadataReader(), _symbols.GetMetadataReader());
    }

    /// <summary>Which folder uses which, and by what: "user's type uses type".</summary>
    public static ILookup<(string From, string To), string> Uses(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var frame = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/CONFIGURATION/FRAMEWORK/
        var assembly = Path.Combine(Repo.Root, Path.GetDirectoryName(project)!, "bin", frame.Parent!.Name, frame.Name, name + ".dll");
        using var package = new CompiledPackage(assembly);
        return package.Uses();
    }

    public void Dispose()
    {
        _image.Dispose();
        _symbols.Dispose();
    }

    private ILookup<(string From, string To), string> Uses()
    {
        foreach (var type in _types.TypeDefinitions)
        {
            if (Outermost(type) == type && FolderOf(type) is { } folder)
            {
                _folders[type] = folder;
            }
        }

        var seen = new HashSet<(TypeDefinitionHandle, TypeDefinitionHandle)>();
        foreach (var type in _types.TypeDefinitions)
        {
            var collector = new UsedTypes(_types, _image);
            collector.Add(type);
            seen.UnionWith(collector.Found.Select(used => (Outermost(type), Outermost(used))));
        }

        return seen
            .Where(p => _folders.ContainsKey(p.Item1) && _folders.ContainsKey(p.Item2) && _folders[p.Item1] != _folders[p.Item2])
            .ToLookup(p => (_folders[p.Item1], _folders[p.Item2]), p => $"{NameOf(p.Item1)} uses {NameOf(p.Item2)}");
    }

    private string NameOf(TypeDefinitionHandle type) => _types.GetString(_types.GetTypeDefinition(type).Name);

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (_types.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
        {
            type = outer;
        }

        return type;
    }

    /// <summary>The first folder below the package; <c>.</c> for the package itself, null for what the compiler made.</summary>
    private string? FolderOf(TypeDefinitionHandle type)
    {
        var file = Documents(type).Select(d => _places.GetString(_places.GetDocument(d).Name).Replace('\\', '/'))
            .FirstOrDefault(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal));
        if (file is null)
        {
            return null;
        }

        var parts = file[(file.LastIndexOf("/src/", StringComparison.Ordinal) + 5)..].Split('/');
        var start = parts[0] == "Tools" ? 2 : 1;
        return parts.Length > start + 1 ? parts[start] : ".";
    }

    private IEnumerable<DocumentHandle> Documents(TypeDefinitionHandle type)
    {
        foreach (var info in _places.GetCustomDebugInformation(type).Select(_places.GetCustomDebugInformation).Where(i => _places.GetGuid(i.Kind) == TypeDocuments))
        {
            var blob = _places.GetBlobReader(info.Value);
            while (blob.RemainingBytes > 0)
            {
                yield return MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
            }
        }

        var definition = _types.GetTypeDefinition(type);
        foreach (var point in definition.GetMethods().SelectMany(m => _places.GetMethodDebugInformation(m).GetSequencePoints()))
        {
            yield return point.Document;
        }

        foreach (var document in definition.GetNestedTypes().SelectMany(Documents))
        {
            yield return document;
        }
    }
}
