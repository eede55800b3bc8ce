// A stranger's program. It ends with 0 when the packages do their work.
using System.Reflection;

var packages = Directory.GetFiles(AppContext.BaseDirectory, "ContactCenter*.dll").Select(AssemblyName.GetAssemblyName).ToList();
foreach (var package in packages)
{
    var types = Assembly.Load(package).GetExportedTypes().Length;
    Console.WriteLine($"{package.Name}: {types} public types");
}

return packages.Count > 0 ? 0 : 1;
