using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attn.Storage.Archive.Copying;

/// <summary>A table for hand-written SQL. Names, types and conversions come from the EF model.</summary>
internal sealed class TablePlan<TRow>
{
    private TablePlan(IEntityType type)
    {
        Name = type.GetTableName()!;
        Key = string.Join(", ", type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()));
        var row = Expression.Parameter(typeof(TRow), "row");
        Columns = [.. ColumnsOf(type, row, row)];
        ColumnNames = string.Join(", ", Columns.Select(column => column.Name));
    }

    public string Name { get; }

    /// <summary>The columns of the primary key.</summary>
    public string Key { get; }

    public IReadOnlyList<PlannedColumn<TRow>> Columns { get; }

    public string ColumnNames { get; }

    /// <summary>The plan of this model, created once: its getters are compiled.</summary>
    public static TablePlan<TRow> Of(IModel model)
    {
        var type = model.FindEntityType(typeof(TRow))!;
        return type.GetOrAddRuntimeAnnotationValue("Attn:TablePlan", found => new TablePlan<TRow>(found!), type);
    }

    /// <param name="source">A SELECT or VALUES of all columns in their order.</param>
    /// <param name="replacing">What happens to a row that is there already.</param>
    public string Upsert(string source, Replacing replacing)
    {
        var replaced = replacing.Columns ?? [.. Columns.Select(column => column.Name).Except(Key.Split(", "))];
        var update = string.Join(", ", replaced.Select(name => $"{name} = excluded.{name}"));
        var conflict = replaced.Count == 0 ? "DO NOTHING" : $"({Key}) DO UPDATE SET {update} WHERE {replacing.When}";
        return $"INSERT INTO {Name} ({ColumnNames}) {source} ON CONFLICT {conflict}";
    }

    private static IEnumerable<PlannedColumn<TRow>> ColumnsOf(
        ITypeBase type,
        Expression owner,
        ParameterExpression row
    ) =>
        type.GetProperties()
            .Select(property => new PlannedColumn<TRow>(
                property.GetColumnName(),
                property.GetColumnType(),
                Compile(property, owner, row)
            ))
            .Concat(
                type.GetComplexProperties()
                    .SelectMany(inner =>
                        ColumnsOf(inner.ComplexType, Expression.Property(owner, inner.PropertyInfo!), row)
                    )
            );

    private static Func<TRow, object?> Compile(IProperty property, Expression owner, ParameterExpression row)
    {
        var value = Expression.Property(owner, property.PropertyInfo!);
        var stored = property.GetTypeMapping().Converter is { } converter
            ? Convert(value, converter)
            : Expression.Convert(value, typeof(object));
        return Expression.Lambda<Func<TRow, object?>>(stored, row).Compile();
    }

    /// <summary>A <c>null</c> is stored as it is: converters do not take it.</summary>
    private static Expression Convert(Expression value, ValueConverter converter)
    {
        var known = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        var converted = Expression.Convert(
            Expression.Invoke(converter.ConvertToProviderExpression, known),
            typeof(object)
        );
        return value.Type.IsValueType && known == value
            ? converted
            : Expression.Condition(
                Expression.Equal(value, Expression.Constant(null, value.Type)),
                Expression.Constant(null),
                converted
            );
    }
}

/// <param name="StoreType">As the database calls it.</param>
/// <param name="Read">The value as the database stores it.</param>
internal sealed record PlannedColumn<TRow>(string Name, string StoreType, Func<TRow, object?> Read);
