using ContactCenter.Sqlite.Keys;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Composition;

internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(366);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Root))
        {
            result.AddError($"{SqliteOptions.Section}:Root is empty; set it to the folder that shall hold the tenants' data, such as data/.");
        }
        else if (File.Exists(options.Root))
        {
            result.AddError($"{SqliteOptions.Section}:Root is '{options.Root}', a file; set it to a folder.");
        }

        if (options.MasterKey is { } key && RootKey.Decode(key.Reveal()) is null)
        {
            result.AddError($"{SqliteOptions.Section}:MasterKey is not {RootKey.Size} bytes in base64; make one with: openssl rand -base64 {RootKey.Size}");
        }

        if (options.FreeSpaceWarningBytes < 0)
        {
            result.AddError($"{SqliteOptions.Section}:FreeSpaceWarningBytes is {options.FreeSpaceWarningBytes}; set it to 0 or more.");
        }

        CheckPeriods(options, result);
        return result.Build();
    }

    private static void CheckPeriods(SqliteOptions options, ValidateOptionsResultBuilder result)
    {
        if (File.Exists(options.KeyPeriodFolder))
        {
            result.AddError($"{SqliteOptions.Section}:KeyPeriodFolder is '{options.KeyPeriodFolder}', a file; set it to a folder.");
        }

        if (options.KeyPeriod < ShortestPeriod || options.KeyPeriod > LongestPeriod)
        {
            result.AddError($"{SqliteOptions.Section}:KeyPeriod is {options.KeyPeriod}; set it to 1 to 366 days, such as 30.00:00:00. Periods cannot be switched off.");
        }

        if (options.KeyPeriodOverlap < TimeSpan.Zero || options.KeyPeriodOverlap > LongestOverlap || options.KeyPeriodOverlap > options.KeyPeriod)
        {
            result.AddError($"{SqliteOptions.Section}:KeyPeriodOverlap is {options.KeyPeriodOverlap}; set it to 0 to 30 days, at most KeyPeriod ({options.KeyPeriod}).");
        }
    }
}
