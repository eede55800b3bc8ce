using ContactCenter.Audit;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

internal sealed class LogHeadsOptionsValidator(IEnumerable<IHeadPublisher> registered, LogSigning? signing = null) : IValidateOptions<LogHeadsOptions>
{
    public ValidateOptionsResult Validate(string? name, LogHeadsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (signing is null)
        {
            result.AddError($"{LogHeadsOptions.Section} wants heads published, and nobody signs them; call SignLogs() too.");
        }

        if (options is { Folder: "", Url: null } && !registered.Any())
        {
            result.AddError($"{LogHeadsOptions.Section}:Folder and :Url are empty; set one of them, or do not call PublishHeads().");
        }

        if (File.Exists(options.Folder))
        {
            result.AddError($"{LogHeadsOptions.Section}:Folder is '{options.Folder}', a file; set it to a folder.");
        }

        if (options.Url is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)))
        {
            result.AddError($"{LogHeadsOptions.Section}:Url is '{url}'; set it to an absolute address, such as https://witness.example.com/heads.");
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
}
