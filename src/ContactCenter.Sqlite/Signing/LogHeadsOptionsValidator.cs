using ContactCenter.Audit;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

internal sealed class LogHeadsOptionsValidator(IEnumerable<IHeadPublisher> registered, IOptions<SqliteOptions> storage, LogSigning? signing = null) : IValidateOptions<LogHeadsOptions>
{
    public ValidateOptionsResult Validate(string? name, LogHeadsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (signing is null)
        {
            result.AddError($"{LogHeadsOptions.Section} wants heads published, and nobody signs them; call SignLogs() too.");
        }

        if (IsEmpty(options) && options.Tenants.Count == 0 && !registered.Any())
        {
            result.AddError($"{LogHeadsOptions.Section}:Folder, :Url and :Log are empty; set one of them, or do not call PublishHeads().");
        }

        Check(options, LogHeadsOptions.Section, result);
        foreach (var (tenant, places) in options.Tenants)
        {
            var section = $"{LogHeadsOptions.Section}:Tenants:{tenant}";
            if (!KeyRules.IsValid(tenant))
            {
                result.AddError($"{section}: '{tenant}' is no tenant's id; name a tenant, in lower case.");
            }

            if (IsEmpty(places))
            {
                result.AddError($"{section} names no place; set its Folder, Url or Log, or leave the tenant out to use the center's.");
            }

            Check(places, section, result);
        }

        if (options.Interval < TimeSpan.FromSeconds(1) || options.Interval > TimeSpan.FromDays(1))
        {
            result.AddError($"{LogHeadsOptions.Section}:Interval is {options.Interval}; set it to 1 s to 1 day.");
        }

        if (options.EveryEntries < 1)
        {
            result.AddError($"{LogHeadsOptions.Section}:EveryEntries is {options.EveryEntries}; set it to 1 or more.");
        }

        return result.Build();
    }

    private static bool IsEmpty(LogHeadPlaces places) => places is { Folder: "", Url: null, Log: "" };

    private void Check(LogHeadPlaces places, string section, ValidateOptionsResultBuilder result)
    {
        if (File.Exists(places.Folder))
        {
            result.AddError($"{section}:Folder is '{places.Folder}', a file; set it to a folder.");
        }

        if (places.Url is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)))
        {
            result.AddError($"{section}:Url is '{url}'; set it to an absolute address, such as https://witness.example.com/heads.");
        }

        if (File.Exists(places.Log))
        {
            result.AddError($"{section}:Log is '{places.Log}', a file; set it to a folder.");
        }
        else if (places.Log.Length > 0 && IsBesideTenants(places.Log))
        {
            result.AddError($"{section}:Log is '{places.Log}', in the folder of the tenants' own; set it to a folder elsewhere, best on another disk.");
        }
    }

    /// <summary>A folder in the storage's root is a tenant's, or could become one.</summary>
    private bool IsBesideTenants(string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(storage.Value.Root));
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
