//! `help()` of natives: title, signature and text as CPython's `pydoc` lays them out.
//!
//! Other objects have the shorter page of `site.rs`.

use crate::object::{Kind, PyResult, Slot, Value};
use crate::vm::Vm;

/// The page of a native function, method or slot wrapper; `None` for anything else.
///
/// # Errors
/// What reading the attributes raises.
pub fn native_page(vm: &mut Vm, object: &Value) -> PyResult<Option<String>> {
    let kinds = [
        Kind::NATIVE,
        Kind::METHOD_DESCRIPTOR,
        Kind::SLOT_WRAPPER,
        Kind::CLASSMETHOD_DESCRIPTOR,
        Kind::METHOD_WRAPPER,
    ];
    if !kinds.iter().any(|kind| object.is_exactly(*kind)) {
        return Ok(None);
    }
    let name = text_of(vm, object, "__name__")?;
    let signature = text_of(vm, object, "__text_signature__")?;
    let bound = object.is_exactly(Kind::NATIVE) || object.is_exactly(Kind::METHOD_WRAPPER);
    let mut page = format!("Help on {}:\n\n", title(vm, object, &name)?);
    page.push_str(&name);
    page.push_str(&shown_signature(&signature, bound));
    page.push_str(&note(vm, object, &signature)?);
    page.push('\n');
    for line in text_of(vm, object, "__doc__")?.lines() {
        if !line.is_empty() {
            page.push_str("    ");
            page.push_str(line);
        }
        page.push('\n');
    }
    Ok(Some(page))
}

fn title(vm: &mut Vm, object: &Value, name: &str) -> PyResult<String> {
    if !object.is_exactly(Kind::NATIVE) {
        return Ok(vm.type_name(object));
    }
    let module = text_of(vm, object, "__module__")?;
    let place = if module.is_empty() { String::new() } else { format!(" in module {module}") };
    Ok(format!("built-in function {name}{place}"))
}

/// The signature without its first parameter where the call gives that by itself.
fn shown_signature(signature: &str, bound: bool) -> String {
    let Some(inner) = signature.strip_prefix('(') else { return "(...)".to_owned() };
    let Some(inner) = inner.strip_prefix('$') else { return signature.to_owned() };
    if !bound {
        return format!("({inner}");
    }
    let rest = inner.split_once(", ").map_or(")", |(_, rest)| rest);
    // `/` says nothing where no parameter is left before it.
    let rest = rest.strip_prefix("/, ").unwrap_or(rest);
    format!("({}", if rest == "/)" { ")" } else { rest })
}

/// Whose method it is.
fn note(vm: &mut Vm, object: &Value, signature: &str) -> PyResult<String> {
    if !object.is_exactly(Kind::NATIVE) {
        let Some(class) = attribute(vm, object, "__objclass__")? else { return Ok(String::new()) };
        return Ok(format!(" unbound {} method", class_name(vm, &class)?));
    }
    let this = match attribute(vm, object, "__self__")? {
        Some(this) if !this.is_none() && !this.has_layout(Kind::MODULE) => this,
        _ => return Ok(String::new()),
    };
    if this.as_type().is_none() {
        let class = this.ty().value();
        return Ok(format!(" method of {} instance", class_name(vm, &class)?));
    }
    // A static method has no parameter for the class.
    if !signature.starts_with("($") {
        return Ok(String::new());
    }
    Ok(format!(" class method of {}", class_name(vm, &this)?))
}

fn class_name(vm: &mut Vm, class: &Value) -> PyResult<String> {
    let module = text_of(vm, class, "__module__")?;
    let name = text_of(vm, class, "__name__")?;
    Ok(format!("{module}.{name}"))
}

fn attribute(vm: &mut Vm, object: &Value, name: &str) -> PyResult<Slot> {
    let name = vm.heap.intern_str(name);
    vm.get_attr_opt(object, &name)
}

/// An attribute's text; empty if there is none, or if it is no str.
fn text_of(vm: &mut Vm, object: &Value, name: &str) -> PyResult<String> {
    Ok(attribute(vm, object, name)?.map(|v| vm.text(&v)).unwrap_or_default())
}
